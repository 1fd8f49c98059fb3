import { z } from 'zod';
import type { AnyFields } from '../feature-api/fields.js';
import { integerField } from '../feature-api/index.js';
import { isolate, type MessageKey, speaker } from '../language/index.js';
import { labelled, type Setting } from './setting.js';

export interface WeightsDeclaration<W extends string> {
  /** The title above the weights on the settings card. */
  readonly title: MessageKey;
  readonly hint: MessageKey;
  readonly min: number;
  readonly max: number;
  readonly weights: Readonly<Record<W, { readonly label: MessageKey; readonly default: number }>>;
}

/** Several whole numbers, each with a form field of its own; forms may show some of them each. */
export function weightsSetting<const W extends string>(declared: WeightsDeclaration<W>): Setting<Readonly<Record<W, number>>> {
  const { title, hint, min, max } = declared;
  const entries = Object.entries(declared.weights) as [W, { readonly label: MessageKey; readonly default: number }][];
  const shape = Object.fromEntries(entries.map(([name, { default: value }]) => [name, z.int().min(min).max(max).default(value)]));
  return {
    // The shape is made from the names of the weights.
    schema: z.object(shape).prefault({}) as unknown as z.ZodType<Readonly<Record<W, number>>>,
    title,
    formFields: (): AnyFields => Object.fromEntries(entries.map(([name, { label }]) => [name, integerField({ label, hint, min, max })])),
    prepare: (_key, value) => ({ values: value }),
    read: (_key, filled, before) => {
      const shown = entries.flatMap(([name]) => (typeof filled[name] === 'number' ? [[name, filled[name]] as const] : []));
      return { ...before, ...Object.fromEntries(shown) };
    },
    facts: (value, language) =>
      entries.map(([name, { label }]) => ({ label: speaker(language).phrase({ key: label }), value: [String(value[name])] })),
    codes: (_key, value) => value,
    word: (code) => isolate(String(code)),
    describe(_key, field, code, language) {
      const [, known] = entries.find(([name]) => name === field) ?? [];
      return known && labelled(known.label, isolate(String(code)), language);
    },
  };
}
