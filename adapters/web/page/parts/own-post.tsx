import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessageView } from '../../protocol.js';
import { typedDirection } from '../words.js';
import { useApp } from './context.js';

/** What stands in place of a post's words, or below them. */
type Doing = 'reading' | 'editing' | 'deleting';

/** The reader's own post in a thread of the bot: its words, and how to change or delete it. */
export function OwnPost({
  message,
  text,
  mayEdit,
  children,
}: {
  readonly message: MessageView;
  readonly text: string;
  readonly mayEdit: boolean;
  readonly children: JSX.Element;
}): JSX.Element {
  const app = useApp();
  const { words } = app;
  const [doing, setDoing] = useState<Doing>('reading');
  if (doing === 'editing') return <Editor message={message} text={text} close={() => setDoing('reading')} />;
  const button = (label: string, onClick: () => void): JSX.Element => (
    <button type="button" class="link-button" onClick={onClick}>
      {label}
    </button>
  );
  return (
    <>
      {children}
      {doing === 'deleting' ? (
        <p class="own-tools" role="group" aria-label={words('delete-ask')}>
          <span class="hint">{words('delete-ask')}</span>
          {button(words('delete'), () => void app.remove(message.id))}
          {button(words('cancel'), () => setDoing('reading'))}
        </p>
      ) : (
        <p class="own-tools">
          {mayEdit && button(words('edit'), () => setDoing('editing'))}
          {button(words('delete'), () => setDoing('deleting'))}
        </p>
      )}
    </>
  );
}

function Editor({
  message,
  text: before,
  close,
}: {
  readonly message: MessageView;
  readonly text: string;
  readonly close: () => void;
}): JSX.Element {
  const app = useApp();
  const { words } = app;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(before);
  const [busy, setBusy] = useState(false);
  useLayoutEffect(() => field.current?.focus(), []);
  const save = async (): Promise<void> => {
    if (busy) return;
    if (text.trim() === before) return close();
    setBusy(true);
    const done = await app.edit(message.id, text.trim());
    setBusy(false);
    if (done) close();
  };
  return (
    <form
      class="own-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
      <textarea
        ref={field}
        rows={3}
        dir={typedDirection(text)}
        aria-label={words('edit')}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p class="own-tools">
        <button type="submit" class="button small primary" aria-busy={busy}>
          {words('save')}
        </button>
        <button type="button" class="button small" onClick={close}>
          {words('cancel')}
        </button>
      </p>
    </form>
  );
}
