/** Does the work for every item, `batchSize` items at a time: thousands of files must not be open at once. */
export async function inBatches<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  batchSize: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  let batch: Promise<unknown>[] = [];
  for await (const item of items) {
    batch.push(work(item));
    if (batch.length < batchSize) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
}
