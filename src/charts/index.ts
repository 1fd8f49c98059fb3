import { z } from 'zod';
import type { Attachment } from '../core/message.js';
import type { Compute } from '../ports/compute.js';
import type { Chart } from './types.js';

export type { BarsChart, ColumnsChart } from './types.js';

const MODULE = new URL('./draw.js', import.meta.url);
const pictures = z.array(z.instanceof(Uint8Array));

/** A chart with the name of its file, without an extension. */
export interface NamedChart {
  readonly name: string;
  readonly chart: Chart;
}

/** Draws charts as pictures, beside the event loop. Throws an `Error` when the drawing fails. */
export async function drawPictures(compute: Compute, charts: readonly NamedChart[]): Promise<readonly Attachment[]> {
  const drawn = pictures.parse(await compute.run({ module: MODULE, name: 'draw', input: charts.map(({ chart }) => chart) }));
  return charts.flatMap(({ name }, index) => {
    const bytes = drawn[index];
    return bytes === undefined ? [] : [{ name: `${name}.png`, mediaType: 'image/png', bytes }];
  });
}
