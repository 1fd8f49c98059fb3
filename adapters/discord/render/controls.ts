import { ButtonStyle, ComponentType } from 'discord.js';
import type { Language } from '../../../src/core/language.js';
import type { Button, LinkButton, Select } from '../../../src/core/message.js';
import { DeliveryError } from '../../../src/ports/chat.js';
import { LIMITS } from '../limits.js';
import { shortened } from './labels.js';
import type { Piece } from './pack.js';
import { httpAddress, inlineAtoms } from './text.js';
import { textPieces } from './text-displays.js';

/** Buttons and menus, with texts for labels that do not fit. Throws a `DeliveryError` (`refused`) for what can't be shown. */
export function controlPieces(controls: readonly (Button | LinkButton | Select)[], language: Language): readonly Piece[] {
  const pieces: Piece[] = [];
  let row: (Button | LinkButton)[] = [];
  const endRow = (): void => {
    if (row.length > 0) pieces.push(buttonRow(row));
    row = [];
  };
  for (const control of controls) {
    if (control.type === 'link-button') {
      const address = httpAddress(control.url);
      if (address === undefined || address.length > LIMITS.url) {
        endRow();
        pieces.push(...textPieces(inlineAtoms([{ type: 'link', url: control.url, label: control.label }], new Map()), '', language));
        continue;
      }
    }
    if (control.type === 'select') {
      endRow();
      pieces.push(...selectPieces(control, language));
      continue;
    }
    if (!shortened(control.label, LIMITS.buttonLabel).whole) {
      endRow();
      pieces.push(...textPieces(inlineAtoms([control.label], new Map()), '', language));
    }
    row.push(control);
    if (row.length === LIMITS.buttonsPerRow) endRow();
  }
  endRow();
  return pieces;
}

function buttonRow(buttons: readonly (Button | LinkButton)[]): Piece {
  const components = buttons.map((button) => {
    const { label } = shortened(button.label, LIMITS.buttonLabel);
    if (button.type === 'link-button') {
      return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: httpAddress(button.url) ?? '' } as const;
    }
    const style = button.style === 'primary' ? ButtonStyle.Primary : button.style === 'danger' ? ButtonStyle.Danger : ButtonStyle.Secondary;
    return { type: ComponentType.Button, style, label, custom_id: checkedId(button.action) } as const;
  });
  return { component: { type: ComponentType.ActionRow, components }, size: components.length + 1, text: 0, mentions: [] };
}

function selectPieces(select: Select, language: Language): readonly Piece[] {
  const { options, cut } = selectOptions(select.options, select.chosen ?? []);
  const placeholder = shortened(select.label, LIMITS.placeholder);
  // Discord hides the placeholder when something is chosen, so the label stands above the menu then.
  const above = !placeholder.whole || (select.chosen?.length ?? 0) > 0 ? [select.label] : [];
  const words = [...above, ...cut];
  return [
    ...words.flatMap((line) => textPieces(inlineAtoms([line], new Map()), '', language)),
    {
      component: {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: checkedId(select.action),
            placeholder: placeholder.label,
            min_values: Math.min(select.min ?? 1, options.length),
            max_values: Math.max(1, Math.min(select.max ?? 1, options.length)),
            options,
          },
        ],
      },
      size: 2,
      text: 0,
      mentions: [],
    },
  ];
}

/**
 * The options of a menu in Discord's shape; `cut` holds the whole labels of those that were shortened. Throws a `DeliveryError`
 * (`refused`) if there are too many or none, or if a value is too long.
 */
export function selectOptions(
  choices: Select['options'],
  chosen: readonly string[],
): {
  readonly options: { label: string; value: string; description?: string; default?: boolean }[];
  readonly cut: readonly string[];
} {
  if (choices.length === 0 || choices.length > LIMITS.options) throw new DeliveryError(`a menu of ${choices.length} options`, 'refused');
  const cut: string[] = [];
  const options = choices.map(({ value, label, description }) => {
    if (value.trim() === '' || value.length > LIMITS.optionText)
      throw new DeliveryError('an option whose value is empty or too long', 'refused');
    const shortLabel = shortened(label, LIMITS.optionText);
    const shortDescription = description?.trim() ? shortened(description, LIMITS.optionText) : undefined;
    if (!shortLabel.whole || shortDescription?.whole === false) cut.push(description ? `${label}: ${description}` : label);
    return {
      label: shortLabel.label,
      value,
      ...(shortDescription ? { description: shortDescription.label } : {}),
      ...(chosen.includes(value) ? { default: true } : {}),
    };
  });
  return { options, cut };
}

function checkedId(action: string): string {
  if (action.length === 0 || action.length > LIMITS.customId) throw new DeliveryError('an action id that is empty or too long', 'refused');
  return action;
}
