import { useEffect, useMemo, useState } from 'preact/hooks';
import type { CommandView } from '../../protocol.js';
import { quoted, type Suggestion, type Suggestions, suggest } from '../completion.js';
import { useApp } from './context.js';

const PAUSE_MS = 120;

interface Found {
  readonly suggestions: Suggestions | null;
  readonly items: readonly Suggestion[];
  /** -1: none chosen yet, so that Enter sends. */
  readonly active: number;
  move(by: 1 | -1): void;
  dismiss(): void;
}

/** What could follow at the caret: from the commands' definitions at once, from the server a moment later. */
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
        // Completion is a help: without it one types on.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [askKey, conversation]);

  const items = suggestions ? [...suggestions.items, ...(answer.key === askKey && ask ? answer.items : [])] : [];
  // A word that is typed in full needs no help.
  const done = items.length === 1 && suggestions !== null && items[0]?.insert.trim() === text.slice(suggestions.from, suggestions.to);
  const kept = done ? [] : items;
  const itemsKey = kept.map(({ value }) => value).join('\n');
  // The first is chosen where a word has been begun, so that Enter completes it.
  const begun = suggestions !== null && suggestions.to > suggestions.from && suggestions.option === null;
  useEffect(() => setActive(begun && kept.length > 0 ? 0 : -1), [itemsKey, begun]);

  return {
    suggestions: suggestions && (kept.length > 0 || suggestions.option) ? suggestions : null,
    items: kept,
    active: Math.min(active, kept.length - 1),
    move: (by) => setActive((now) => (now + by + kept.length) % kept.length),
    dismiss: () => setDismissed(text),
  };
}
