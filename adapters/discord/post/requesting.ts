import { deliveryError, isPermission } from '../errors.js';
import type { Problems } from '../problems.js';

/**
 * Returns how to do work in a channel so that the errors of its requests are translated and reported.
 *
 * @returns A function that throws a `DeliveryError` for whatever the work throws.
 */
export function createRequesting({
  problems,
  checkPermissions,
}: {
  readonly problems: Problems;
  /** Reports which permissions are missing in a channel, after one was refused. */
  readonly checkPermissions: (channel: string) => void;
}) {
  return async <T>(channel: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (isPermission(error)) checkPermissions(channel);
      throw deliveryError(error, problems, { channel });
    }
  };
}
