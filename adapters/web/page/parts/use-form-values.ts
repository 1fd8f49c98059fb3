import { useState } from 'preact/hooks';
import type { FormField, FormView } from '../../protocol.js';
import { readDraft, writeDraft } from '../form-keeper.js';
import type { Words } from '../words.js';

type Value = string | readonly string[];

interface FormState {
  readonly problems: Readonly<Record<string, string>>;
  of(name: string): Value;
  change(name: string, value: Value): void;
  choose(name: string, file: File | undefined): void;
  /** Validates the form. Returns its values, or `undefined` after setting `problems`. */
  check(): { readonly values: Readonly<Record<string, Value>>; readonly files: ReadonlyMap<string, File> } | undefined;
}

/** The values and files of an open form, with what was filled in before the page was loaded again. */
export function useFormValues(view: FormView, words: Words): FormState {
  const { fields } = view.form;
  const [values, setValues] = useState<Readonly<Record<string, Value>>>(() => ({
    ...Object.fromEntries(
      fields.flatMap((field) => (field.type === 'file' ? [] : [[field.name, field.value ?? (field.type === 'select' ? [] : '')]])),
    ),
    ...readDraft(view),
  }));
  const [files, setFiles] = useState<ReadonlyMap<string, File>>(new Map());
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});

  const problemOf = (field: FormField): string | undefined => {
    const value = values[field.name];
    const empty =
      field.type === 'file' ? !files.has(field.name) : !value || value.length === 0 || (typeof value === 'string' && value.trim() === '');
    if (empty) return field.required ? words('form.fill') : undefined;
    if (field.type === 'text' && typeof value === 'string' && value.trim().length > field.maxLength) {
      return words('error.too-long', { max: field.maxLength, length: value.trim().length });
    }
    if (field.type === 'select' && value && value.length > (field.max ?? 1)) return words('form.too-many', { max: field.max ?? 1 });
    return undefined;
  };

  return {
    problems,
    of: (name) => values[name] ?? '',
    change(name, value) {
      setValues((known) => {
        const next = { ...known, [name]: value };
        writeDraft(view, next);
        return next;
      });
      setProblems((known) => Object.fromEntries(Object.entries(known).filter(([other]) => other !== name)));
    },
    choose(name, file) {
      setFiles((known) => {
        const next = new Map(known);
        if (file) next.set(name, file);
        else next.delete(name);
        return next;
      });
    },
    check() {
      const found = Object.fromEntries(fields.flatMap((field) => (problemOf(field) ? [[field.name, problemOf(field) ?? '']] : [])));
      setProblems(found);
      if (Object.keys(found).length > 0) return undefined;
      // Empty fields are not sent.
      const filled = Object.entries(values).filter(([, value]) => value.length > 0);
      return { values: Object.fromEntries(filled.map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value])), files };
    },
  };
}
