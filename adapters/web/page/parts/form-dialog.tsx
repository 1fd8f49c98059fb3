import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { directionOf } from '../../../../src/core/language.js';
import type { FormView } from '../../protocol.js';
import { createWords } from '../words.js';
import { Inlines } from './card.js';
import { useApp } from './context.js';
import { FieldPart } from './field.js';
import { useFormValues } from './use-form-values.js';

/** A form in a native dialog, which keeps the focus and closes with Escape. */
export function FormDialog({
  view,
  errors,
  submitting,
}: {
  readonly view: FormView;
  readonly errors: Readonly<Record<string, string>>;
  readonly submitting: boolean;
}): JSX.Element {
  const app = useApp();
  const { form } = view;
  // The form's language may differ from the page's.
  const words = createWords(form.language);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const values = useFormValues(view, words);
  const shown = { ...values.problems, ...errors };
  const general = shown[''];

  useEffect(() => {
    const { current } = dialog;
    const place = document.activeElement?.closest<HTMLElement>('[data-message]');
    if (current && !current.open) current.showModal();
    current?.querySelector<HTMLElement>('input:not([type=file]), select, textarea')?.focus();
    return () => {
      current?.close();
      // If the button that opened the dialog no longer exists, the focus goes to its message or to the composer.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const next = place?.isConnected ? place : document.querySelector<HTMLElement>('[data-composer]');
        next?.focus();
      });
    };
  }, []);
  // The first invalid field gets the focus.
  const invalid = Object.keys(shown).join('\n');
  useEffect(() => {
    if (invalid !== '') dialog.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [invalid, errors]);

  const submit = (event: Event): void => {
    event.preventDefault();
    const checked = values.check();
    if (checked) void app.submit(checked.values, checked.files);
  };

  return (
    <dialog
      class="dialog"
      ref={dialog}
      lang={form.language}
      dir={directionOf(form.language)}
      aria-labelledby={`${id}title`}
      onCancel={(event) => {
        event.preventDefault();
        app.closeForm();
      }}
    >
      <form onSubmit={submit} noValidate>
        <h2 id={`${id}title`}>
          {/* A command begins with a slash, which belongs to its left whatever the language. */}
          <bdi>{form.title}</bdi>
        </h2>
        {form.introduction && (
          <p class="introduction">
            <Inlines text={form.introduction} you={[]} />
          </p>
        )}
        {(general !== undefined || invalid !== '') && (
          <p class="form-error" role="alert">
            {general ?? words('form.check')}
          </p>
        )}
        {form.fields.map((field) => (
          <FieldPart
            key={field.name}
            field={field}
            words={words}
            value={values.of(field.name)}
            change={(value) => values.change(field.name, value)}
            choose={(file) => values.choose(field.name, file)}
            error={shown[field.name]}
          />
        ))}
        <div class="dialog-actions">
          <button type="button" class="button" onClick={() => app.closeForm()}>
            {words('cancel')}
          </button>
          <button type="submit" class="button primary" aria-disabled={submitting} aria-busy={submitting}>
            {form.submit}
          </button>
        </div>
      </form>
    </dialog>
  );
}
