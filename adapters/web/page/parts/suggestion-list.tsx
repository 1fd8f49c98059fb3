import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Suggestion, Suggestions } from '../completion.js';
import { useApp } from './context.js';

interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: Suggestions;
  readonly items: readonly Suggestion[];
  readonly active: number;
  readonly take: (item: Suggestion) => void;
}

export function SuggestionList({ id, suggestions, items, active, take }: SuggestionListProps): JSX.Element {
  const { words } = useApp();
  const { option } = suggestions;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div class="suggestions">
      {option && (
        <p class="suggestion-about">
          <code>{option.name}</code> {option.description}
          {option.type === 'date' && <code dir="ltr">2026-12-31</code>}
          {option.required && <span class="hint">{words('required')}</span>}
        </p>
      )}
      {items.length > 0 && (
        <div class="suggestion-list" id={id} role="listbox" aria-label={words('suggestions')} ref={list}>
          {items.map((item, index) => (
            <div
              key={item.value}
              id={`${id}-${index}`}
              class="suggestion"
              role="option"
              aria-selected={index === active}
              // Prevents the default, so that the text field keeps the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                take(item);
              }}
            >
              <bdi class="suggestion-value">{item.value}</bdi>
              <span class="suggestion-label">{item.label}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
