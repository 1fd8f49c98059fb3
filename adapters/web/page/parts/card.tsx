import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { directionOf, type Language } from '../../../../src/core/language.js';
import type { Block, Card } from '../../../../src/core/message.js';
import { type Inline, plain, type Text } from '../../../../src/core/text.js';
import type { MessageView } from '../../protocol.js';
import { cardsIn, languagesOf } from '../cards.js';
import { hostToShow, isWebLink, withoutControls } from '../links.js';
import { AUTONYMS } from '../words.js';
import { useApp } from './context.js';
import { Controls } from './controls.js';

interface CardsProps {
  readonly message: MessageView;
  readonly cards: readonly Card[];
  readonly everyLanguage: boolean;
}

/** A message of the bot: the card in the reader's language, with buttons for the other languages, or all cards. */
export function Cards({ message, cards, everyLanguage }: CardsProps): JSX.Element | null {
  const { words } = useApp();
  const [chosen, choose] = useState<Language | null>(null);
  const languages = languagesOf(cards);
  const [first] = languages;
  if (first === undefined) return null;
  const wanted = chosen ?? words.language;
  const current = languages.includes(wanted) ? wanted : first;
  const choice = languages.length > 1 && !everyLanguage;
  const shown = choice ? cardsIn(cards, current) : cards;
  return (
    <div class="cards">
      {choice && (
        <div class="languages" role="group" aria-label={words('read-in')}>
          {languages.map((language) => (
            <button
              key={language}
              type="button"
              class="language"
              lang={language}
              aria-pressed={language === current}
              onClick={() => choose(language)}
            >
              {AUTONYMS[language]}
            </button>
          ))}
        </div>
      )}
      {shown.map((card, index) => (
        <CardPart key={index} card={card} message={message} inAll={languages.length > 1 && !choice} />
      ))}
    </div>
  );
}

/** Renders one card. Without a message it has no buttons or menus. */
export function CardPart({
  card,
  message,
  inAll = false,
}: {
  readonly card: Card;
  readonly message: MessageView | null;
  /** Whether the cards of other languages stand beside it, which share its buttons. */
  readonly inAll?: boolean;
}): JSX.Element {
  return (
    <section class="card" lang={card.language} dir={directionOf(card.language)}>
      {card.blocks.map((block, position) => (
        <BlockPart key={position} block={block} before={card.blocks[position - 1]} message={message} card={card} inAll={inAll} />
      ))}
    </section>
  );
}

/** The number of columns from which a table takes the full width. */
const WIDE = 4;

interface BlockProps {
  readonly block: Block;
  readonly before: Block | undefined;
  readonly message: MessageView | null;
  readonly card: Card;
  readonly inAll: boolean;
}

function BlockPart({ block, before, message, card, inAll }: BlockProps): JSX.Element | null {
  const text = (words: Text): ComponentChildren => <Inlines text={words} you={message?.you ?? []} />;
  switch (block.type) {
    case 'heading':
      return <h3 class="card-heading">{text(block.text)}</h3>;
    case 'paragraph':
      return <p>{text(block.text)}</p>;
    case 'note':
      return <p class="note">{text(block.text)}</p>;
    case 'quote':
      return <blockquote dir="auto">{text(block.text)}</blockquote>;
    case 'list': {
      const items = block.items.map((item, index) => <li key={index}>{text(item)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'facts':
      return (
        <dl class="facts">
          {block.items.map(({ label, value }, index) => (
            <div key={index} class="fact">
              <dt>{text(label)}</dt>
              <dd>{text(value)}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        // The table scrolls, so it must be reachable by keyboard.
        <div class={`table-frame ${block.columns.length >= WIDE ? 'wide' : ''}`} role="region" aria-label={block.caption} tabIndex={0}>
          <table>
            {/* The caption is hidden if the heading above it has the same text. */}
            <caption class={before?.type === 'heading' && plain(before.text) === block.caption ? 'visually-hidden' : ''}>
              {block.caption}
            </caption>
            <thead>
              <tr>
                {block.columns.map((column, index) => (
                  <th key={index} scope="col">
                    {text(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{text(cell)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'divider':
      return <hr />;
    case 'actions':
      return message && <Controls controls={block.controls} message={message} language={card.language} inAll={inAll} />;
    default:
      return block satisfies never;
  }
}

export function Inlines({ text, you }: { readonly text: Text; readonly you: readonly number[] }): JSX.Element {
  return (
    <>
      {text.map((inline, index) => (
        <InlinePart key={index} inline={inline} you={you} />
      ))}
    </>
  );
}

function InlinePart({ inline, you }: { readonly inline: Inline; readonly you: readonly number[] }): JSX.Element {
  const { words, dates } = useApp();
  if (typeof inline === 'string') return <>{inline}</>;
  switch (inline.type) {
    case 'mention':
      return <bdi class={you.includes(inline.member) ? 'mention mention-you' : 'mention'}>{inline.name}</bdi>;
    case 'bold':
      return <strong>{inline.text}</strong>;
    case 'code':
      return (
        <code dir="ltr">
          <bdi>{inline.text}</bdi>
        </code>
      );
    case 'link':
      return isWebLink(inline.url) ? (
        <a href={inline.url} target="_blank" rel="noopener noreferrer nofollow" title={words('opens-elsewhere')}>
          <bdi>{labelOf(inline)}</bdi>
        </a>
      ) : (
        <bdi>{inline.label}</bdi>
      );
    case 'time':
      return (
        <time dateTime={new Date(inline.instant).toISOString()} title={`${dates.fullDay(inline.instant)} ${dates.time(inline.instant)}`}>
          {inline.label}
        </time>
      );
    default:
      return inline satisfies never;
  }
}

/** A label that looks like another address than it leads to tells where it leads. */
function labelOf({ url, label }: { readonly url: string; readonly label: string }): string {
  const host = hostToShow(url, label);
  return host === undefined ? label : `${withoutControls(label)} (${host})`;
}
