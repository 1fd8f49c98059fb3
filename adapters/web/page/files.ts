const MB = 1024 * 1024;

/** Whether files are more than the server takes at once, in MB. It would refuse them, so nobody has to send them first. */
export const isTooMuch = (files: readonly Pick<File, 'size'>[], max: number): boolean =>
  files.reduce((sum, { size }) => sum + size, 0) > max * MB;
