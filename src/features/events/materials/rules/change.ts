import type { Material, MaterialKind } from '../../types.js';

/** What a form says that there is. */
export interface Given {
  readonly slides: readonly string[];
  /** Undefined: none. */
  readonly recording: string | undefined;
}

/** What has to be added and removed, so that there is what was given. */
export function changesOf(
  known: readonly Material[],
  { slides, recording }: Given,
): {
  readonly added: readonly { readonly kind: MaterialKind; readonly link: string }[];
  readonly removed: readonly Material[];
} {
  const wanted = [
    ...[...new Set(slides)].map((link) => ({ kind: 'slides', link }) as const),
    ...(recording === undefined ? [] : [{ kind: 'recording', link: recording } as const]),
  ];
  const isSame = (one: { readonly kind: MaterialKind; readonly link: string }) => (other: typeof one) =>
    one.kind === other.kind && one.link === other.link;
  return {
    added: wanted.filter((one) => !known.some(isSame(one))),
    removed: known.filter((one) => !wanted.some(isSame(one))),
  };
}

/** What somebody is sent who was there, or was not: the recording is for both. */
export function materialsFor(materials: readonly Material[], wasThere: boolean): readonly Material[] {
  return wasThere ? materials : materials.filter(({ kind }) => kind === 'recording');
}
