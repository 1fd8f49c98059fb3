import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CommandView } from '../../protocol.js';
import type { Suggestion } from '../completion.js';
import { readStored, writeStored } from '../store.js';
import { typedDirection } from '../words.js';
import { useApp, useAppState } from './context.js';
import { Icon } from './icons.js';
import { SuggestionList } from './suggestion-list.js';
import { useSuggestions } from './use-suggestions.js';

interface ComposerProps {
  readonly conversation: string;
  readonly thread: number | null;
  readonly label: string;
  readonly commands: readonly CommandView[];
  readonly user: string;
}

/** The text field for messages: Enter sends, Shift+Enter inserts a line break, a slash lists the commands. */
export function Composer({ conversation, thread, label, commands, user }: ComposerProps): JSX.Element {
  const app = useApp();
  const { words } = app;
  const { takenBack } = useAppState(app);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  /** The caret position to set after the text was changed. */
  const nextCaret = useRef<number | null>(null);
  const draftKey = `mudhif.draft.${user}.${conversation}.${thread ?? ''}`;
  const [text, setText] = useState(() => readDraft(draftKey));
  const [caret, setCaret] = useState(0);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [dragging, setDragging] = useState(false);
  const found = useSuggestions({ text, caret, conversation, commands });
  const { suggestions, items, active } = found;

  useLayoutEffect(() => {
    setText(readDraft(draftKey));
    setCaret(0);
    setFiles([]);
  }, [draftKey]);
  // Written with each change: the field may go away before a later effect would run.
  useLayoutEffect(() => writeStored('session', draftKey, text === '' ? undefined : text), [draftKey, text]);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${Math.min(current.scrollHeight, 200)}px`;
    if (nextCaret.current === null) return;
    // Set before the next frame, so that fast typing does not move the caret.
    current.focus();
    current.setSelectionRange(nextCaret.current, nextCaret.current);
    nextCaret.current = null;
  }, [text]);

  // What was refused comes back before what was begun meanwhile.
  useLayoutEffect(() => {
    if (!takenBack || takenBack.conversation !== conversation || takenBack.thread !== thread) return;
    nextCaret.current = takenBack.text.length;
    setText((begun) => (begun === '' ? takenBack.text : `${takenBack.text}\n${begun}`));
    setFiles((known) => [...takenBack.attached, ...known]);
    app.clearTakenBack();
  }, [takenBack, conversation, thread]);

  const send = (): void => {
    if (text.trim() === '' && files.length === 0) return;
    app.send(conversation, thread, text.trim(), files);
    setText('');
    setCaret(0);
    setFiles([]);
    field.current?.focus();
  };
  const take = ({ insert }: Suggestion): void => {
    if (!suggestions) return;
    const next = text.slice(0, suggestions.from) + insert + text.slice(suggestions.to).trimStart();
    const at = suggestions.from + insert.length;
    nextCaret.current = at;
    setText(next);
    setCaret(at);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    // Some input methods confirm a character with Enter.
    if (event.isComposing) return;
    const chosen = items[active];
    if (items.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      found.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (items.length > 0 && event.key === 'Tab' && !event.shiftKey) {
      event.preventDefault();
      take(items[Math.max(0, active)] ?? { value: '', label: '', insert: '' });
    } else if (chosen && event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      take(chosen);
    } else if (suggestions && event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      found.dismiss();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  const addFiles = (list: FileList | null | undefined): void => {
    if (list && list.length > 0) setFiles((known) => [...known, ...list]);
  };
  const follow = ({ currentTarget }: JSX.TargetedEvent<HTMLTextAreaElement>): void => setCaret(currentTarget.selectionStart);

  return (
    <form
      class={`composer ${dragging ? 'dragging' : ''}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={() => setDragging(false)}
      onDrop={(event) => {
        event.preventDefault();
        setDragging(false);
        addFiles(event.dataTransfer?.files);
      }}
    >
      {suggestions && <SuggestionList id={`${id}list`} suggestions={suggestions} items={items} active={active} take={take} />}
      {files.length > 0 && (
        <ul class="attached">
          {files.map((file, index) => (
            <li key={`${file.name}${index}`} class="file">
              <Icon name="file" />
              <bdi class="file-name">{file.name}</bdi>
              <button
                type="button"
                class="icon-button"
                aria-label={words.label('remove-file', { name: file.name })}
                onClick={() => setFiles(files.filter((other) => other !== file))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="composer-row">
        <label class="icon-button attach" title={words('attach')}>
          <Icon name="attach" />
          <input
            ref={picker}
            class="visually-hidden"
            type="file"
            multiple
            aria-label={words('attach')}
            onChange={({ currentTarget }) => {
              addFiles(currentTarget.files);
              currentTarget.value = '';
            }}
          />
        </label>
        <textarea
          ref={field}
          class="composer-field"
          rows={1}
          dir={typedDirection(text)}
          data-composer={thread === null ? 'main' : 'thread'}
          aria-label={label}
          placeholder={label}
          aria-autocomplete="list"
          aria-describedby={`${id}hint`}
          {...(suggestions && items.length > 0 ? { 'aria-controls': `${id}list` } : {})}
          {...(active >= 0 && items.length > 0 ? { 'aria-activedescendant': `${id}list-${active}` } : {})}
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setCaret(currentTarget.selectionStart);
          }}
          onSelect={follow}
          onKeyDown={onKeyDown}
          onPaste={(event) => addFiles(event.clipboardData?.files)}
        />
        <button type="submit" class="icon-button send" aria-label={words('send')} title={words('send')}>
          <Icon name="send" />
        </button>
      </div>
      <p class="composer-hint hint" id={`${id}hint`}>
        {words('composer-hint')}
      </p>
      <div class="visually-hidden" role="status">
        {suggestions ? words('suggestion-count', { count: items.length }) : ''}
      </div>
    </form>
  );
}

/** What was begun under this key and not sent; empty if nothing was. */
function readDraft(key: string): string {
  return readStored('session', key, (value): value is string => typeof value === 'string') ?? '';
}
