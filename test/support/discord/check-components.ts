import { ComponentType } from 'discord.js';
import { invalid } from './errors.js';
import { DISCORD_LIMITS as LIMITS } from './limits.js';

type Json = Readonly<Record<string, unknown>>;

export interface ComponentSurvey {
  count: number;
  text: string;
  characters: number;
  readonly customIds: Set<string>;
  readonly ids: Set<number>;
  readonly attachments: string[];
}

const CONTAINED: ReadonlySet<unknown> = new Set([
  ComponentType.ActionRow,
  ComponentType.TextDisplay,
  ComponentType.File,
  ComponentType.MediaGallery,
  ComponentType.Section,
  ComponentType.Separator,
]);

/** Checks a message's components as Discord does, and tells what it saw. Throws 50035. */
export function surveyMessage(components: readonly Json[], v2: boolean): ComponentSurvey {
  const survey: ComponentSurvey = { count: 0, text: '', characters: 0, customIds: new Set(), ids: new Set(), attachments: [] };
  if (!v2) {
    if (components.length > LIMITS.rows) throw invalid(`components: ${LIMITS.rows} rows at most`);
    for (const row of components)
      if (row.type !== ComponentType.ActionRow) throw invalid('components: only action rows without IS_COMPONENTS_V2');
  }
  for (const component of components) visit(component, survey, true);
  if (v2 && survey.count > LIMITS.components) throw invalid(`components: ${survey.count} of at most ${LIMITS.components}`);
  if (v2 && survey.characters > LIMITS.textTotal)
    throw invalid(`components: ${survey.characters} characters of at most ${LIMITS.textTotal}`);
  return survey;
}

function visit(component: Json, survey: ComponentSurvey, top: boolean): void {
  survey.count += 1;
  const { id } = component;
  if (typeof id === 'number' && id !== 0) {
    if (!Number.isInteger(id) || id < 0 || id > 2_147_483_647) throw invalid('components: id is not a 32-bit integer');
    if (survey.ids.has(id)) throw invalid(`components: id ${id} used twice`);
    survey.ids.add(id);
  }
  switch (component.type) {
    case ComponentType.Container:
      if (!top) throw invalid('components: a container within something');
      children(component, 1, LIMITS.components).forEach((child) => {
        if (!CONTAINED.has(child.type)) throw invalid(`components: type ${String(child.type)} in a container`);
        visit(child, survey, false);
      });
      return;
    case ComponentType.ActionRow:
      row(component, survey);
      return;
    case ComponentType.TextDisplay:
      survey.text += `${text(component.content, 1, LIMITS.textTotal, 'content')}\n`;
      survey.characters += String(component.content).length;
      return;
    case ComponentType.Separator:
      return;
    case ComponentType.File:
      survey.attachments.push(reference(component.file));
      return;
    case ComponentType.MediaGallery: {
      const items = component.items;
      if (!Array.isArray(items) || items.length < 1 || items.length > 10) throw invalid('components: a gallery has 1 to 10 items');
      for (const item of items) {
        if (item.description !== undefined) text(item.description, 1, 1024, 'description');
        survey.attachments.push(reference(item.media));
      }
      return;
    }
    default:
      throw invalid(`components: type ${String(component.type)} not here`);
  }
}

function row(component: Json, survey: ComponentSurvey): void {
  const inside = children(component, 1, LIMITS.buttonsPerRow);
  const selects = inside.filter(({ type }) => type === ComponentType.StringSelect);
  if (selects.length > 0 && inside.length > 1) throw invalid('components: a select has a row of its own');
  for (const control of inside) {
    survey.count += 1;
    if (control.type === ComponentType.Button) button(control, survey);
    else if (control.type === ComponentType.StringSelect) select(control, survey);
    else throw invalid(`components: type ${String(control.type)} in a row`);
  }
}

function button(control: Json, survey: ComponentSurvey): void {
  if (control.label === undefined && control.emoji === undefined) throw invalid('components: a button without a label');
  if (control.label !== undefined) text(control.label, 1, LIMITS.buttonLabel, 'label');
  if (control.style === 5) {
    const url = text(control.url, 1, LIMITS.url, 'url');
    if (!/^(https?|discord):\/\//.test(url) || !URL.canParse(url)) throw invalid('components: url has no scheme that Discord takes');
    if (control.custom_id !== undefined) throw invalid('components: a link with a custom_id');
    return;
  }
  if (![1, 2, 3, 4].includes(Number(control.style))) throw invalid('components: no such button style');
  customId(control, survey);
}

function select(control: Json, survey: ComponentSurvey): void {
  customId(control, survey);
  checkSelect(control);
}

export function checkSelect(control: Json): void {
  const options = control.options;
  if (!Array.isArray(options) || options.length < 1 || options.length > LIMITS.selectOptions) throw invalid('components: 1 to 25 options');
  if (control.placeholder !== undefined) text(control.placeholder, 1, LIMITS.selectPlaceholder, 'placeholder');
  const values = options.map((option) => {
    text(option.label, 1, LIMITS.optionText, 'option label');
    if (option.description !== undefined) text(option.description, 1, LIMITS.optionText, 'option description');
    return text(option.value, 1, LIMITS.optionText, 'option value');
  });
  if (new Set(values).size !== values.length) throw invalid('components: an option value used twice');
  const min = Number(control.min_values ?? 1);
  const max = Number(control.max_values ?? 1);
  if (min < 0 || max < 1 || min > max || max > options.length) throw invalid('components: min_values and max_values');
  if (options.filter((option) => option.default === true).length > max) throw invalid('components: more defaults than max_values');
}

function customId(control: Json, survey: ComponentSurvey): void {
  const id = text(control.custom_id, 1, LIMITS.customId, 'custom_id');
  if (survey.customIds.has(id)) throw invalid(`components: custom_id ${id} used twice`);
  survey.customIds.add(id);
}

function children(component: Json, min: number, max: number): readonly Json[] {
  const inside = component.components;
  if (!Array.isArray(inside) || inside.length < min || inside.length > max) throw invalid(`components: ${min} to ${max} inside`);
  return inside as readonly Json[];
}

function reference(media: unknown): string {
  const url = (media as { url?: unknown } | undefined)?.url;
  if (typeof url !== 'string' || !url.startsWith('attachment://')) throw invalid('components: not an attachment://');
  return url.slice('attachment://'.length);
}

/** A string of a length that Discord takes; it counts UTF-16 units as we do. */
export function text(value: unknown, min: number, max: number, what: string): string {
  if (typeof value !== 'string') throw invalid(`${what}: not a string`);
  if (value.length > max) throw invalid(`${what}: ${value.length} characters of at most ${max}`);
  if (value.trim().length < min) throw invalid(`${what}: this field is required`);
  return value;
}

/** Checks a modal. Throws 50035. */
export function checkModal(data: Json): void {
  text(data.custom_id, 1, LIMITS.customId, 'custom_id');
  text(data.title, 1, LIMITS.modalTitle, 'title');
  const ids = new Set<string>();
  for (const component of children(data, 1, LIMITS.modalComponents)) {
    if (component.type === ComponentType.TextDisplay) {
      text(component.content, 1, LIMITS.textTotal, 'content');
      continue;
    }
    if (component.type !== ComponentType.Label) throw invalid('modal: only labels and text displays');
    text(component.label, 1, LIMITS.modalLabel, 'label');
    if (component.description !== undefined) text(component.description, 1, LIMITS.modalDescription, 'description');
    const input = (component.component ?? {}) as Json;
    const id = text(input.custom_id, 1, LIMITS.customId, 'custom_id');
    if (ids.has(id)) throw invalid('modal: custom_id used twice');
    ids.add(id);
    checkInput(input);
  }
}

function checkInput(input: Json): void {
  switch (input.type) {
    case ComponentType.TextInput: {
      if (input.label !== undefined) throw invalid('modal: a label on an input within a label');
      const max = Number(input.max_length ?? LIMITS.inputValue);
      if (max < 1 || max > LIMITS.inputValue) throw invalid('modal: max_length');
      if (input.value !== undefined && typeof input.value === 'string' && input.value.length > max)
        throw invalid('modal: value longer than max_length');
      if (input.placeholder !== undefined) text(input.placeholder, 1, LIMITS.inputPlaceholder, 'placeholder');
      if (input.style !== 1 && input.style !== 2) throw invalid('modal: style');
      return;
    }
    case ComponentType.StringSelect:
      checkSelect(input);
      return;
    case ComponentType.FileUpload:
      return;
    default:
      throw invalid(`modal: type ${String(input.type)} in a label`);
  }
}
