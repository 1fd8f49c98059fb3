import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/settings.js';
import { channelsCard } from '../../../src/features/community/cards/channels.js';
import { channelsForm, channelsPageId } from '../../../src/features/community/channels-form.js';
import { communityControls } from '../../../src/features/community/controls.js';

const purposes = ['general', 'coffee', 'gardening', 'events', 'stories', 'organisers'].map((name) => ({
  name,
  usualNames: [name],
  readers: 'everyone' as const,
  welcomes: false,
}));

describe('the channels of a platform', () => {
  it('are chosen in several forms when one can not show all purposes', () => {
    const card = channelsCard(defaultSettings, ['slack'], purposes, 'en');
    const ids = card.blocks.flatMap((block) =>
      block.type === 'actions' ? block.controls.flatMap((control) => ('action' in control ? [control.action] : [])) : [],
    );
    expect(ids).toEqual(['community:channels:slack', 'community:channels:slack~1', 'community:settings:0']);
    const forms = [0, 1].map((page) => {
      const at = { platform: 'slack', page };
      return communityControls.channels.form('en', channelsForm({ purposes }, at, defaultSettings, 'en'), { id: at });
    });
    expect(forms.map(({ fields }) => fields.map(({ name }) => name))).toEqual([
      ['general', 'coffee', 'gardening', 'events', 'stories'],
      ['organisers'],
    ]);
    expect(forms.map(({ id }) => id)).toEqual(['community:channels:slack', 'community:channels:slack~1']);
  });

  it('shows a purpose without a word of its own by its name', () => {
    const form = channelsForm({ purposes }, { platform: 'slack', page: 0 }, defaultSettings, 'en');
    expect(form.contents.labels).toMatchObject({ coffee: 'Coffee chats', gardening: 'gardening' });
  });

  it('reads the ids of its pages', () => {
    expect(channelsPageId.decode('discord~2')).toEqual({ platform: 'discord', page: 2 });
    expect(() => channelsPageId.decode('Slack:x')).toThrow();
    expect(() => channelsForm({ purposes }, { platform: 'slack', page: 2 }, defaultSettings, 'en')).toThrow();
  });
});
