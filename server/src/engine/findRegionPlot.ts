import { regionTimelineOf } from "../flow/regions/regionTimeline";
import type { WorkspaceIndex } from "../index/workspaceIndex";
import { plotRegions, type RegionPlot } from "./regionPlot";

/** The memory regions of the function at an offset; undefined outside of functions. */
export function findRegionPlot(index: WorkspaceIndex, path: string, offset: number): RegionPlot | undefined {
  const program = index.programFor(path);
  const fn = program?.functions.find(
    ({ path: own, base, text }) => own === path && base <= offset && offset <= base + text.length,
  );
  return program && fn && plotRegions(fn, regionTimelineOf(program, fn));
}
