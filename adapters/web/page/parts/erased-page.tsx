import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Card } from '../../../../src/core/message.js';
import { CardPart } from './card.js';
import { useApp } from './context.js';
import { Arch } from './icons.js';

/** Shown to a person who was erased, with the last reply, which is stored nowhere else. */
export function ErasedPage({ cards }: { readonly cards: readonly Card[] }): JSX.Element {
  const { words } = useApp();
  const id = useId();
  const place = useRef<HTMLElement>(null);
  // The pressed control no longer exists, so the focus moves here and screen readers read the page aloud.
  useEffect(() => {
    document.title = words('farewell.title');
    place.current?.focus();
  }, []);
  return (
    <main class="threshold" ref={place} tabIndex={-1} aria-labelledby={`${id}title`} aria-describedby={`${id}words`}>
      <Arch />
      <h1 id={`${id}title`}>{words('farewell.title')}</h1>
      <div class="last-words" id={`${id}words`}>
        {cards.length > 0 ? (
          cards.map((card, index) => <CardPart key={index} card={card} message={null} />)
        ) : (
          <p>{words('farewell.done')}</p>
        )}
      </div>
      <p class="hint">{words('farewell.hint')}</p>
      {/* The address without the deleted conversation loads the page again. */}
      <a class="button primary" href={`${location.pathname}${location.search}`}>
        {words('farewell.again')}
      </a>
    </main>
  );
}
