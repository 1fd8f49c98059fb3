import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FileView, MessageView, PictureView } from '../../protocol.js';
import { sizeOf } from '../format.js';
import { partsOfLine } from '../links.js';
import { Avatar } from './avatar.js';
import { Cards } from './card.js';
import { useApp } from './context.js';
import { Icon } from './icons.js';
import { OwnPost } from './own-post.js';

export interface MessageProps {
  readonly message: MessageView;
  /** Follows a message of the same author closely, so the name is not repeated. */
  readonly continued: boolean;
  readonly own: boolean;
  /** Whether to mark a private message, in a conversation with other people. */
  readonly markPrivate: boolean;
  /** Whether a thread can be started here. */
  readonly threads: boolean;
  /** Whether the bot has a menu for it. */
  readonly menu: boolean;
  /** What people may do here with their own posts. */
  readonly changes: 'all' | 'delete' | null;
  /** Shows the cards of all languages, because the reader's language may not be known yet. */
  readonly everyLanguage: boolean;
  /** Whether the Tab key reaches this message; it reaches one message of the list. */
  readonly isStop: boolean;
}

export function MessageRow(props: MessageProps): JSX.Element {
  const { message, continued, own, markPrivate, threads, menu, changes, everyLanguage, isStop } = props;
  const app = useApp();
  const { words, dates } = app;
  const bot = message.author.type === 'bot';
  const name = message.author.type === 'bot' ? words('bot') : message.author.name;
  const time = dates.time(message.at);
  const kind = bot ? 'from-bot' : own ? 'from-me' : 'from-other';
  const threaded = threads && !message.onlyYou;
  const place = useKeptFocus();
  return (
    <article
      ref={place}
      class={`message ${kind} ${continued ? 'continued' : ''} ${message.onlyYou && markPrivate ? 'only-you' : ''}`}
      data-message={message.id}
      tabIndex={isStop ? 0 : -1}
      aria-label={`${name}, ${time}`}
    >
      {!own && <div class="message-side">{!continued && <Avatar author={message.author} />}</div>}
      <div class="message-main">
        {!continued && (
          <header class="message-head">
            <bdi class="author">{name}</bdi>
            <time dateTime={new Date(message.at).toISOString()} title={dates.fullDay(message.at)}>
              {time}
            </time>
          </header>
        )}
        {message.onlyYou && markPrivate && (
          <p class="privacy">
            <Icon name="eye" /> {words('only-you')}
          </p>
        )}
        <div class="message-body">
          {message.content.type === 'text' ? (
            own && changes !== null && !message.onlyYou ? (
              <OwnPost message={message} text={message.content.text} mayEdit={changes === 'all'}>
                <Written message={message} text={message.content.text} />
              </OwnPost>
            ) : (
              <Written message={message} text={message.content.text} />
            )
          ) : (
            <Cards message={message} cards={message.content.cards} everyLanguage={everyLanguage} />
          )}
          {message.files.map(({ picture }) => picture && <Shown key={picture.url} picture={picture} />)}
          <Files files={message.files} />
        </div>
        {message.editedAt !== null && message.content.type === 'text' && <p class="hint">{words('edited')}</p>}
        {threaded && message.replies > 0 && (
          <button type="button" class="replies" onClick={() => app.openThread(message.id)}>
            <Icon name="thread" /> {words('replies', { count: message.replies })}
          </button>
        )}
      </div>
      {menu && !message.onlyYou && (
        <button
          type="button"
          class="icon-button reply"
          aria-label={words('message-menu')}
          title={words('message-menu')}
          onClick={() => void app.openMenu(message.id)}
        >
          <Icon name="more" />
        </button>
      )}
      {threaded && (
        <button
          type="button"
          class="icon-button reply"
          aria-label={words('reply')}
          title={words('reply')}
          onClick={() => app.openThread(message.id)}
        >
          <Icon name="thread" />
        </button>
      )}
    </article>
  );
}

/** Moves the focus to the message when the focused control disappears from it. */
function useKeptFocus(): { readonly current: HTMLElement | null } {
  const place = useRef<HTMLElement>(null);
  const had = place.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (had && document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  });
  return place;
}

/** A person's text. An erased message with replies keeps its place without its text. */
function Written({ message, text }: { readonly message: MessageView; readonly text: string }): JSX.Element | null {
  const { words } = useApp();
  if (text !== '') return <PersonText text={text} />;
  return message.files.length > 0 ? null : <p class="hint">{words('erased')}</p>;
}

/** A person's text as it was written, each line in its own direction, with addresses as links. */
export function PersonText({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="words">
      {text.split('\n').map((line, index) => (
        <p key={index} dir="auto">
          {line === ''
            ? '\u00a0'
            : partsOfLine(line).map((part, position) => {
                switch (part.type) {
                  case 'link':
                    return (
                      <a key={position} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
                        <bdi dir="ltr">{part.host === undefined ? part.text : `${part.text} (${part.host})`}</bdi>
                      </a>
                    );
                  case 'command':
                    return (
                      <bdi key={position} dir="ltr">
                        {part.text}
                      </bdi>
                    );
                  case 'words':
                    return part.text;
                  default:
                    return part satisfies never;
                }
              })}
        </p>
      ))}
    </div>
  );
}

/** A picture where it stands. On a narrow screen it scrolls sideways, so that its letters can be read. */
function Shown({ picture }: { readonly picture: PictureView }): JSX.Element {
  const { api } = useApp();
  return (
    <div class="picture-frame" tabIndex={0} role="group" aria-label={picture.alt}>
      <img
        class="picture"
        src={api.address(picture.url)}
        alt={picture.alt}
        width={picture.width}
        height={picture.height}
        decoding="async"
      />
    </div>
  );
}

function Files({ files }: { readonly files: readonly FileView[] }): JSX.Element | null {
  const { words, api } = useApp();
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.url}>
          <a class="file" href={api.address(file.url)} download={file.name} aria-label={words.label('download', { name: file.name })}>
            <Icon name="file" />
            <bdi class="file-name">{file.name}</bdi>
            <span class="hint">{sizeOf(file.size, words)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
