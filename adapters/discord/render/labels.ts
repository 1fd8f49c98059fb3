const segmenter = new Intl.Segmenter();

/**
 * Shortens a label to at most `max` characters, with an ellipsis at its end. If `whole` is false, the caller shows the whole label
 * elsewhere.
 */
export function shortened(label: string, max: number): { readonly label: string; readonly whole: boolean } {
  const line = label.replace(/\s+/g, ' ').trim() || '…';
  if (line.length <= max) return { label: line, whole: true };
  let short = '';
  for (const { segment } of segmenter.segment(line.slice(0, max * 2))) {
    if (short.length + segment.length > max - 1) break;
    short += segment;
  }
  return { label: `${short}…`, whole: false };
}
