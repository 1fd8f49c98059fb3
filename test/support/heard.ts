import { type MockInstance, vi } from 'vitest';
import type { TestLogger } from './logger.js';

interface Emitter {
  emit(name: string | symbol, ...args: unknown[]): boolean;
}

/**
 * Counts what emitters of a kind tell as `name`, and ties what the log says about each to its number.
 *
 * @param isRefused Whether the code says that it can't be read what was told.
 * @returns The numbers of what is refused, and how to end it.
 */
export function hear(
  prototype: Emitter,
  name: string,
  { logger, isRefused }: { readonly logger: TestLogger; readonly isRefused: (...args: unknown[]) => boolean },
): { readonly refused: readonly number[]; readonly spy: MockInstance } {
  const refused: number[] = [];
  let heard = 0;
  const emit = prototype.emit;
  const spy = vi.spyOn(prototype, 'emit').mockImplementation(function (this: unknown, told, ...args) {
    const go = (): boolean => emit.call(this, told, ...args);
    if (told !== name) return go();
    heard += 1;
    if (isRefused(...args)) refused.push(heard);
    return logger.about(heard, go);
  });
  return { refused, spy };
}
