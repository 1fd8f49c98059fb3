/** What only the Slack adapter says: about its own ways, and to organisers when something is wrong */
export default {
  'rest-in-file': 'This is longer than one message can hold. The whole text is in the attached file.',
  'file-name': 'message',
  'file-in-direct': 'Only you may see this, so I sent it to you in our direct messages.',
  'form-waiting': 'Your form is ready.',
  'form-open': 'Open the form',
  'form-gone': 'This form has been waiting for too long. Please ask for it again.',
  'form-not-taken': 'Something in the form still needs a change; it is marked below.',
  'form-taken': 'Done. You can close this window.',
  'one-moment': 'One moment, please …',
  close: 'Close',
  'send-command': 'Send',
  'file-too-large': 'This file is too large: at most {max, number} MB.',
  'file-unreadable': 'I couldn’t read this file from Slack. Please attach it again.',
  removed: 'This message has been removed.',
  'home-more': 'There is more than this page can show. Type /community help to see what you can do.',
  'manifest.description': 'Keeps a community of practice alive: its people meet, talk and learn from one another',
  'manifest.menu': 'See what can be done with this message',
  'manifest.long':
    'Mudhif keeps a community of practice alive: it introduces members to one another, gathers what they want to talk about, writes to each person in their own time and language, reminds people of events, and keeps what the community knows. It reads no conversations: it only sees that someone wrote, never what. In its own threads it reads only what people agreed to share.',
  'problem.token-revoked':
    'Slack no longer accepts the bot’s token: the app was removed, or its token was revoked. On api.slack.com/apps choose the app, “Install App”, install it again, put the new token into SLACK_BOT_TOKEN and restart Mudhif.',
  'problem.app-token-invalid':
    'Slack doesn’t accept the app-level token. On api.slack.com/apps choose the app, “Basic Information”, “App-Level Tokens”, make one with the scope connections:write, put it into SLACK_APP_TOKEN and restart Mudhif.',
  'problem.missing-scope':
    'The Slack app lacks a permission: {scopes}. On api.slack.com/apps choose the app, “App Manifest”, paste the output of “mudhif slack-manifest”, save, and then reinstall the app.',
  'problem.bot-removed':
    'Mudhif isn’t in the Slack channel {channel} and can’t post there. In that channel, type /invite and the bot’s name.',
  'problem.channel-archived':
    'The Slack channel {channel} is archived, so Mudhif can’t post there. Unarchive it, or choose another one with /community settings.',
  'problem.channel-missing': 'Mudhif can’t find the Slack channel {channel}. Check its name, and invite the bot if it is private.',
  'problem.channel-unset':
    'There is no Slack channel for {channel} yet. Make it and invite the bot, or choose one with /community settings.',
  'problem.organisers-channel-public':
    'The Slack channel {channel} is meant for organisers but everyone can read it, so Mudhif posts nothing there. Make it private, then invite the bot.',
  'problem.person-gone':
    'A message couldn’t be delivered: the person’s Slack account is deactivated or no longer in the workspace. There is nothing to do, unless you want to invite them again.',
  'problem.direct-closed':
    'Slack doesn’t let Mudhif send direct messages. On api.slack.com/apps choose the app, “App Home”, and switch on the “Messages Tab”.',
  'problem.disconnected': 'Mudhif has lost its connection to Slack and keeps trying. If this lasts, check the server’s internet access.',

  'recovery.disconnected': 'Mudhif is connected to Slack again. What waited is being sent now.',
} as const;
