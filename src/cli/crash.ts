import { writeSync } from 'node:fs';
import { describeError } from '../kit/safe-error.js';

/** Node itself would print the message of an error that nobody caught, which may quote what people wrote. */
export function reportCrashes(): void {
  process.on('uncaughtException', (error) => {
    writeSync(process.stderr.fd, `${describeError(error)}\n`);
    process.exit(1);
  });
}
