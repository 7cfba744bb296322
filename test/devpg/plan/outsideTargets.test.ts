import { describe, expect, it } from "vitest";
import { outsideOf, systemTargets } from "../../../devpg/src/plan/outsideTargets";

const system = ["/usr/lib/postgresql/15/lib", "/usr/share/postgresql/15"];

describe("what an install would write", () => {
  it("is recognised when it lies in the system's PostgreSQL", () => {
    const dry = `/bin/mkdir -p '/usr/share/postgresql/15/extension'
/usr/bin/install -c -m 755  x.so '/usr/lib/postgresql/15/lib/'
/usr/bin/install -c -m 644 .//x.control '/usr/share/postgresql/15/extension/'`;
    expect(systemTargets(dry, system)).toEqual([
      "/usr/share/postgresql/15/extension",
      "/usr/lib/postgresql/15/lib/",
      "/usr/share/postgresql/15/extension/",
    ]);
  });

  it("may have the system's paths inside its own", () => {
    const dry = `/usr/bin/install -c -m 755 x.so '/home/u/dynpgext/w/15/prefix/usr/lib/postgresql/15/lib/'
DESTDIR=/home/u/prefix/usr/share/postgresql/15 make -C docs
/usr/share/postgresql/150/other`;
    expect(systemTargets(dry, system)).toEqual([]);
  });

  it("is all below the private copy, or relative to it", () => {
    expect(outsideOf("/p", ["/p/usr/lib/x.so", "share/doc", "/p", "/px/y", "/usr/lib/x.so"])).toEqual([
      "/px/y",
      "/usr/lib/x.so",
    ]);
  });
});
