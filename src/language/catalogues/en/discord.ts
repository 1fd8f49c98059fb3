/** What is said on Discord alone, and what can be wrong between Discord and us */
export default {
  'in-file': 'This message is too long for Discord. The whole text is in the file.',

  'form.date-hint': 'Year-month-day, such as 2026-12-06',
  'form.time-hint': 'Hours and minutes, such as 09:30',
  'form.date-wrong': 'I can’t read this as a date. Please write it like 2026-12-06.',
  'form.time-wrong': 'I can’t read this as a time. Please write it like 09:30.',
  'form.ready': 'Your form is ready.',
  'form.open': 'Open the form',
  'form.again': 'Open the form again',
  'form.errors': 'Almost there. Please look at this again:',
  'form.kept': 'What you filled in is kept for you. If you attached a file, please attach it again.',
  'form.typed': 'Please open the form once more from where you opened it. This is what you wrote, so that it isn’t lost:',

  'answer.ready': '{person}, what you asked for took a while. It is ready now, and only you will see it.',
  'answer.show': 'Show me',
  'answer.posted': 'Done: the answer is here in the conversation.',
  'answer.not-shown': 'I’m sorry, Discord didn’t take my answer. The organisers have been told.',
  'answer.expired': 'I no longer have this. Please ask once more with the command.',
  'answer.not-yours': 'This button is for someone else.',

  'other-server': 'I am here for the members of another server only.',
  'not-member': 'Please join the community’s server first; then I can help you here too.',
  'file-too-large': 'This file is too large for me: {max} MB at most.',
  'file-not-read': 'I couldn’t fetch the file from Discord. Please attach it once more.',

  'problem.token-refused':
    'Discord refuses the bot’s token. Open the Discord developer portal, your application, “Bot”, “Reset Token”; put the new token into DISCORD_TOKEN and start Mudhif again.',
  'problem.members-intent-missing':
    'I can’t see who joins or leaves the server. Open the Discord developer portal, your application, “Bot”, switch on “Server Members Intent”, and start Mudhif again.',
  'problem.content-intent-missing':
    'I can’t read what members agreed to share from discussions, because Discord doesn’t let me, so I switch off the setting that asks for it. Open the Discord developer portal, your application, “Bot”, switch on “Message Content Intent”, and then switch the setting on again.',
  'problem.removed-from-server':
    'The bot is no longer in the Discord server. Invite it again with the link that “mudhif discord-register” prints.',
  'problem.not-reached':
    'Discord can’t be reached at the moment. I keep trying, and nothing is lost. If this lasts, check the server’s internet access.',
  'problem.channel-missing':
    'There is no channel “{channel}” on Discord that I can see. Create it or give me access, or choose another one with /community settings.',
  'problem.channel-unset':
    'There is no Discord channel “{channel}” yet, so I do without it. If you want one, make it and give me access, or choose one with /community settings.',
  'problem.commands-unregistered': 'Discord doesn’t have the bot’s newest commands. Restart Mudhif, or run “mudhif discord-register”.',
  'problem.organisers-channel-open':
    'Everyone in the server can read the organisers’ channel “{channel}”. Make it private: edit the channel, “Permissions”, “Private Channel”. Until then I say nothing there.',
  'problem.permission-missing':
    'In the channel “{channel}” on Discord I lack: {permissions}. Edit the channel, “Permissions”, and allow these for the role Mudhif.',
  'problem.thread-locked': 'A thread on Discord is locked, so I can’t write there. A moderator can unlock it in the thread’s menu.',
  'problem.threads-full':
    'The Discord server has as many active threads as Discord allows, so I can’t open another one yet. Closing old threads makes room, and I keep trying.',
  'problem.threads-many':
    'The Discord server has {count} active threads, and Discord allows 1,000. I put the threads of past coffee rounds away; please close other old threads, so that I can open new ones.',
  'problem.event-permission-missing':
    'On Discord I lack the permission “Create Events”, so the server’s own calendar doesn’t show the events. Open the server settings, “Roles”, “Mudhif”, and allow it. Everything else works.',
  'problem.events-full':
    'The Discord server has 100 scheduled events, and Discord allows no more, so its calendar doesn’t show the newest ones. Everything else works.',
  'problem.tag-missing':
    'The Discord forum “{channel}” requires a tag for each post, but has no tag that I may use. Add a tag to the forum, or switch the requirement off.',
  'problem.direct-messages-stopped':
    'Discord has stopped the bot from opening direct messages (error 40003), so I open none for a day. Please invite people to write to the bot first, or to use the commands in a channel.',
  'problem.member-gone':
    'Someone I was to write to is no longer in the Discord server. There is nothing to do, unless you want to invite them again.',
  'problem.direct-closed':
    'A member takes no direct messages on Discord. They can allow them for this server under “Privacy Settings”, or use the commands in a channel.',
  'problem.commands-refused':
    'Discord didn’t take the commands. Run “mudhif discord-register” to see why, and report it to Mudhif’s makers.',
  'problem.answer-refused': 'Discord didn’t take one of my answers. The log names it; please report it to Mudhif’s makers.',

  'recovery.not-reached': 'Mudhif is connected to Discord again. What waited is being sent now.',

  'setup.token': 'DISCORD_TOKEN is refused by Discord. Open the developer portal, “Bot”, “Reset Token”, and copy the new one.',
  'setup.no-server': 'The bot is in no Discord server yet. Invite it with this link: {link}',
  'setup.server-unknown': 'The bot isn’t in the Discord server {server}. Check DISCORD_GUILD_ID, or invite the bot with this link: {link}',
  'setup.several-servers': 'The bot is in several Discord servers: {servers}. Put the id of the community’s one into DISCORD_GUILD_ID.',
} as const;
