import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CommandView } from '../../protocol.js';
import { isWhole, quoted, type Suggestion, type Suggestions, suggest } from '../completion.js';
import { useApp } from './context.js';

const PAUSE_MS = 120;

interface Found {
  readonly suggestions: Suggestions | null;
  readonly items: readonly Suggestion[];
  /** Index of the chosen suggestion; -1 for none, so that Enter sends the message. */
  readonly active: number;
  move(by: 1 | -1): void;
  dismiss(): void;
}

/** Suggestions at the caret: from the command definitions at once, and from the server after a pause in typing. */
export function useSuggestions(input: {
  readonly text: string;
  readonly caret: number;
  readonly conversation: string;
  readonly commands: readonly CommandView[];
}): Found {
  const { api } = useApp();
  const { text, caret, conversation, commands } = input;
  const [active, setActive] = useState(-1);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly items: readonly Suggestion[] }>({ key: '', items: [] });
  const all = useMemo(() => suggest(text, caret, commands), [text, caret, commands]);
  const suggestions = dismissed === text ? null : all;
  const ask = suggestions?.ask ?? null;
  const askKey = ask ? JSON.stringify(ask) : '';

  useEffect(() => {
    if (!ask) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      api.complete({ conversation, ...ask }, stop.signal).then(
        (found) =>
          setAnswer({
            key: askKey,
            items: found.map(({ value, label }) => ({ value, label: label === value ? '' : label, insert: quoted(value) })),
          }),
        // Without completions the reader can still type.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [askKey, conversation]);

  const items = suggestions ? [...suggestions.items, ...(answer.key === askKey && ask ? answer.items : [])] : [];
  const whole = suggestions !== null && isWhole({ ...suggestions, items }, text);
  // A completely typed word needs no suggestion, unless others begin with it.
  const kept = whole && items.length === 1 ? [] : items;
  const itemsKey = kept.map(({ value }) => value).join('\n');
  // The first suggestion is chosen once a word has been started, so that Enter completes it; a whole word is sent.
  const begun = suggestions !== null && suggestions.to > suggestions.from && suggestions.option === null && !whole;
  useEffect(() => setActive(begun && kept.length > 0 ? 0 : -1), [itemsKey, begun]);

  return {
    suggestions: suggestions && (kept.length > 0 || suggestions.option) ? suggestions : null,
    items: kept,
    active: Math.min(active, kept.length - 1),
    move: (by) => setActive((now) => (now + by + kept.length) % kept.length),
    dismiss: () => setDismissed(text),
  };
}
