/** What people type to call the program: an installed package is on the path, and in a copy of the source npx finds it. */
export function ownNameIn(folder: string): string {
  return /[\\/]node_modules[\\/]mudhif[\\/]/.test(folder) ? 'mudhif' : 'npx mudhif';
}

export const OWN_NAME = ownNameIn(import.meta.dirname);
