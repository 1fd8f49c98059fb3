const MB = 1024 * 1024;

/**
 * Whether files are more than the server takes at once, in MB. It refuses them before it has read them, and a browser that is still
 * sending may learn of a broken line only, so the page tells by itself.
 */
export const isTooMuch = (files: readonly Pick<File, 'size'>[], max: number): boolean =>
  files.reduce((sum, { size }) => sum + size, 0) > max * MB;
