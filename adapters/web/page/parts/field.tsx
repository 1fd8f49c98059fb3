import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { FormField } from '../../protocol.js';
import { typedDirection, type Words } from '../words.js';
import { Checkboxes, SelectOptions } from './choices.js';

interface FieldProps {
  readonly field: FormField;
  readonly words: Words;
  readonly value: string | readonly string[];
  readonly change: (value: string | readonly string[]) => void;
  readonly choose: (file: File | undefined) => void;
  readonly error: string | undefined;
}

/** One form field with its label, hint and error. */
export function FieldPart(props: FieldProps): JSX.Element {
  const { field, words, error } = props;
  const id = useId();
  const described = [field.hint === undefined ? '' : `${id}hint`, error === undefined ? '' : `${id}error`]
    .filter((part) => part !== '')
    .join(' ');
  const label = (
    <>
      {field.label} {!field.required && <span class="hint">({words('form.optional')})</span>}
    </>
  );
  const about = (
    <>
      {field.hint !== undefined && (
        <p class="hint" id={`${id}hint`}>
          {field.hint}
        </p>
      )}
      {error !== undefined && (
        <p class="field-error" id={`${id}error`}>
          {error}
        </p>
      )}
    </>
  );
  const common = {
    id,
    name: field.name,
    'aria-required': field.required ?? false,
    'aria-invalid': error !== undefined,
    ...(described === '' ? {} : { 'aria-describedby': described }),
  };
  if (field.type === 'select' && (field.max ?? 1) > 1)
    return <Checks {...props} id={id} label={label} about={about} described={described} />;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Input {...props} common={common} />
      {about}
    </div>
  );
}

function Input({ field, words, value, change, choose, common }: FieldProps & { readonly common: object }): JSX.Element {
  const text = typeof value === 'string' ? value : (value[0] ?? '');
  const onInput = ({ currentTarget }: JSX.TargetedEvent<HTMLInputElement | HTMLTextAreaElement>): void => change(currentTarget.value);
  switch (field.type) {
    case 'text': {
      const placeholder = field.placeholder === undefined ? {} : { placeholder: field.placeholder };
      const over = text.length > field.maxLength * 0.8;
      return (
        <>
          {field.multiline ? (
            <textarea {...common} {...placeholder} rows={3} dir={typedDirection(text)} value={text} onInput={onInput} />
          ) : (
            <input {...common} {...placeholder} type="text" dir={typedDirection(text)} value={text} onInput={onInput} autocomplete="off" />
          )}
          {over && (
            <p class={`counter ${text.length > field.maxLength ? 'over' : ''}`} dir="ltr">
              {text.length} / {field.maxLength}
            </p>
          )}
        </>
      );
    }
    case 'select':
      return (
        <select {...common} value={text} onChange={({ currentTarget }) => change(currentTarget.value === '' ? [] : [currentTarget.value])}>
          <SelectOptions options={field.options} words={words} />
        </select>
      );
    case 'date':
    case 'time':
      return <input {...common} type={field.type} value={text} onInput={onInput} />;
    case 'file':
      return (
        <input
          {...common}
          type="file"
          {...(field.accept ? { accept: field.accept.join(',') } : {})}
          onChange={({ currentTarget }) => choose(currentTarget.files?.[0])}
        />
      );
    default:
      return field satisfies never;
  }
}

function Checks({
  field,
  words,
  value,
  change,
  id,
  label,
  about,
  described,
  error,
}: FieldProps & {
  readonly id: string;
  readonly label: JSX.Element;
  readonly about: JSX.Element;
  readonly described: string;
}): JSX.Element {
  if (field.type !== 'select') return <></>;
  const max = field.max ?? 1;
  const chosen = typeof value === 'string' ? [] : value;
  return (
    <fieldset class="field" id={id} {...(described === '' ? {} : { 'aria-describedby': described })}>
      <legend>
        {label} {max < field.options.length && <span class="hint">{words('form.up-to', { max })}</span>}
      </legend>
      <Checkboxes
        options={field.options}
        chosen={chosen}
        max={max}
        change={change}
        words={words}
        attributes={{ name: field.name, ...(error === undefined ? {} : { 'aria-invalid': true }) }}
      />
      {about}
    </fieldset>
  );
}
