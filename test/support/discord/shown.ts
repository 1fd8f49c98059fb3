import {
  type APIButtonComponent,
  type APIComponentInActionRow,
  type APIComponentInContainer,
  type APIComponentInLabel,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackComponent,
  ComponentType,
} from 'discord.js';

type NameOf = (user: string) => string;
type Shown = APIMessageTopLevelComponent | APIComponentInContainer | APIModalInteractionResponseCallbackComponent;

export interface Modal {
  readonly title: string;
  readonly components: readonly APIModalInteractionResponseCallbackComponent[];
}

/** What a person sees of components, as lines: text without its marks, `[ buttons ]`, `< menus | of | options >`, `Label: [fields]`. */
export function shownComponents(components: readonly Shown[] = [], nameOf: NameOf = (user) => user): string {
  return components.map((component) => shownComponent(component, nameOf)).join('\n');
}

/** A modal: its title and its fields. Discord itself adds the two buttons. */
export function shownModal({ title, components }: Modal): string {
  return `## ${title}\n${shownComponents(components)}`;
}

/** Discord's markdown as its client shows it: escapes and marks that nobody sees are gone, mentions are names. */
function shownText(content: string, nameOf: NameOf): string {
  return content
    .replace(/<@(\d+)>/g, (_mention, user: string) => `@${nameOf(user)}`)
    .replace(/<t:(\d+):([DtF])>/g, (_mark, seconds: string, style: string) => shownTime(Number(seconds) * 1000, style))
    .replace(/^### /gm, '# ')
    .replace(/^- /gm, '• ')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
    .replaceAll('\u200b', '');
}

const TIMES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  D: { dateStyle: 'long' },
  t: { timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** As the client of a reader in Baghdad shows it, in the language of the client: Discord has no Arabic or Kurdish one. */
function shownTime(instant: number, style: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...TIMES[style], timeZone: 'Asia/Baghdad' }).format(instant);
}

function shownComponent(component: Shown, nameOf: NameOf): string {
  switch (component.type) {
    case ComponentType.Container:
      return shownComponents(component.components, nameOf);
    case ComponentType.TextDisplay:
      return shownText(component.content, nameOf);
    case ComponentType.Separator:
      return '———';
    case ComponentType.ActionRow:
      return component.components.map(control).join(' ');
    case ComponentType.File:
      return `(file ${component.file.url.replace(/^attachment:\/\//, '')})`;
    case ComponentType.MediaGallery:
      return `(pictures ${component.items.map(({ media }) => media.url.replace(/^attachment:\/\//, '')).join(' ')})`;
    case ComponentType.Label: {
      const hint = component.description === undefined ? '' : `\n-# ${component.description}`;
      return `${component.label}${'required' in component.component && component.component.required ? '*' : ''}: ${control(component.component)}${hint}`;
    }
    default:
      throw new Error(`nobody knows how component ${component.type} looks`);
  }
}

function control(component: APIComponentInActionRow | APIComponentInLabel): string {
  switch (component.type) {
    case ComponentType.Button:
      return `[ ${labelOf(component)} ]${'url' in component ? `(${component.url})` : ''}`;
    case ComponentType.StringSelect: {
      const options = component.options.map(
        ({ label, description, default: chosen }) => `${chosen ? '✓' : ''}${label}${description ? ` (${description})` : ''}`,
      );
      return `< ${component.placeholder === undefined ? '' : `${component.placeholder}: `}${options.join(' | ')} >`;
    }
    case ComponentType.TextInput:
      return `[text${component.value === undefined ? '' : ` ${component.value}`}]`;
    case ComponentType.FileUpload:
      return '[file]';
    default:
      throw new Error(`nobody knows how control ${component.type} looks`);
  }
}

export function labelOf(button: APIButtonComponent): string {
  return 'label' in button ? (button.label ?? '') : '';
}
