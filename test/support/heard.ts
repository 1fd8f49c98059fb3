import { type MockInstance, vi } from 'vitest';
import type { TestLogger } from './logger.js';

interface Emitter {
  emit(name: string | symbol, ...args: unknown[]): boolean;
  listenerCount(name: string | symbol): number;
}

/**
 * Counts what emitters of a kind tell as `name` while somebody listens, and ties what the log says about each to its number. An
 * SDK that closes a connection no longer listens to it, while the rest of what came is still told.
 *
 * @param isRefused Whether the code says that it can't be read what was told.
 * @returns The numbers of what is refused, how many were told so far, and how to end it.
 */
export function hear(
  prototype: Emitter,
  name: string,
  { logger, isRefused }: { readonly logger: TestLogger; readonly isRefused: (...args: unknown[]) => boolean },
): { readonly refused: readonly number[]; count(): number; readonly spy: MockInstance } {
  const refused: number[] = [];
  let heard = 0;
  const emit = prototype.emit;
  const spy = vi.spyOn(prototype, 'emit').mockImplementation(function (this: Emitter, told, ...args) {
    const go = (): boolean => emit.call(this, told, ...args);
    if (told !== name || this.listenerCount(name) === 0) return go();
    heard += 1;
    if (isRefused(...args)) refused.push(heard);
    return logger.about(heard, go);
  });
  return { refused, count: () => heard, spy };
}
