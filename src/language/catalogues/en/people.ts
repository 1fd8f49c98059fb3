/** One person on several platforms; direct messages; who organises; the channels of each platform */
export default {
  'command.link': 'Join your accounts on the platforms into one profile',
  'command.link-code': 'The code that you were given on the other platform',
  'command.appoint': 'Make somebody an organiser or an adviser',
  'command.appoint-member': 'Whom',
  'command.appoint-role': 'Which role',
  'command.withdraw': 'End somebody’s role as organiser or adviser',
  'command.withdraw-member': 'Whose',

  'platform.web': 'Browser chat',
  'platform.slack': 'Slack',
  'platform.discord': 'Discord',

  'link.title': 'Your accounts',
  'link.account': '{platform}',
  'link.account-this': '{platform} (the one you are using)',
  'link.how':
    'Do you use another platform of this community too? Type this there within {minutes, plural, one {# minute} other {# minutes}}:',
  'link.once': 'The code works once. Please show it to nobody: whoever enters it joins their profile with yours.',
  'link.unlink': 'Unlink {platform}',
  'link.unlinked': 'Done. That account is no longer yours here; everything else stays.',
  'link.ask-title': 'Is this you too?',
  'link.ask': 'This code was made by {name} ({organisation}), on {platforms}. If that is you, both profiles become one:',
  'link.no-organisation': 'no organisation yet',
  'link.keep-accounts': 'Your accounts: {platforms}',
  'link.keep-profile': 'What both profiles say is kept. Where they differ, the words of {name} stay.',
  'link.keep-private': 'Your private lists, what you take part in, your role and what waits for you are kept.',
  'link.not-you': 'If you don’t know this person, please press “{cancel}”: somebody may be trying to get at your profile.',
  'link.confirm': 'Yes, this is me: make them one',
  'link.told': 'Your account here and the one on {platform} are one profile now: the code that you made here was entered there.',
  'link.told-not-you': 'If that was not you, type {command}, unlink the other account, and tell an organiser.',
  'link.done': 'Done: one profile, for all your accounts. You can see and change it with {command}.',
  'link.cancelled': 'Nothing was changed. The code no longer works.',
  'link.error-wrong':
    'This code doesn’t work: it may be mistyped, used already or older than {minutes, plural, one {# minute} other {# minutes}}. Type {command} on the other platform for a new one.',
  'link.error-many':
    'Those were too many wrong codes. Please wait {minutes, plural, one {# minute} other {# minutes}}, then try again with a new code.',
  'link.error-own': 'This is your own code. Please enter it on the other platform, with the account that is to be joined.',
  'link.error-same-space':
    'Both accounts are in the same place on {platform}. I join accounts of different platforms only; an organiser can help.',
  'link.error-last': 'This is your only account here, so it can’t be unlinked. To leave for good, type {command}.',
  'link.error-gone': 'This is no longer possible: the code has run out or was used. Type {command} for a new one.',

  'direct.offer': 'May I write to you directly? Otherwise what is meant for you waits here behind a button in the channel.',
  'direct.yes': 'Yes, write to me directly',
  'direct.no': 'No, in the channel only',
  'direct.chosen': 'Thank you. From now on I’ll write to you directly.',
  'direct.declined': 'All right: I won’t write to you directly. What is meant for you waits behind the button in the channel.',
  'direct.button': 'Direct messages',
  'direct.now-yes': 'At the moment I write to you directly.',
  'direct.now-no': 'At the moment I don’t write to you directly.',

  'waiting.text': 'I have something for some of you. Press the button to see whether it is for you; only you will see the answer.',
  'waiting.button': 'Is there something for me?',
  'waiting.none': 'Nothing is waiting for you at the moment.',

  'role.offer-title': 'Who organises this community?',
  'role.offer':
    'You administer this space, and the community has nobody yet who organises it. Would you like to? You could set it up, import members and bring people together.',
  'role.take': 'I will organise it',
  'role.taken': 'Thank you, you are an organiser now. Begin with {command}.',
  'role.error-taken': 'Somebody organises this community already. Please ask one of them for the role.',
  'role.error-not-administrator': 'Only somebody who administers this space can take up the role. Please ask an organiser.',
  'role.changed':
    '{role, select, organiser {{name} is an organiser now.} adviser {{name} is on the advisory committee now.} other {{name} has no special role any more.}}',

  'claim.title': 'Is this the same person?',
  'claim.text': '{name} ({organisation}) has just joined. Your list has somebody who seems to be the same person and has no account yet:',
  'claim.same-name': 'the same name in the same organisation',
  'claim.same-email': 'the same e-mail address',
  'claim.care': 'Please make sure, and ask them if you need to: whoever is joined with a profile sees all of it, and it becomes theirs.',
  'claim.yes': 'Yes, the same person',
  'claim.no': 'No, somebody else',
  'claim.joined': '{who} joined the profile of {name} with the imported one.',
  'claim.refused': '{who} says that {name} is somebody else.',
  'claim.gone': 'This has been settled already.',
  'claim.told':
    'An organiser has found you on the community’s list and joined what was noted there with your profile. Please check that it is right.',

  'channels.area': 'Channels',
  'channels.text': 'Where I post. Unless you choose another channel, I use the one with the usual name, if it is there.',
  'channels.set': '{channel}',
  'channels.usual': '{name} (the usual name)',
  'channels.hint': 'A channel’s name or its id. Leave it empty for the usual one, {name}.',
  'channels.change': 'Channels on {platform}',
  'channels.none': 'No platform is connected that has channels to choose from.',
  'channels.error-missing': 'I can’t find a channel “{channel}” on {platform}. Please check the name, and whether the bot has access.',
  'channels.error-open': 'Everyone can read “{channel}” on {platform}. What organisers are told needs a private channel.',
  'channels.error-no-access': 'I can’t post in “{channel}” on {platform}. Please invite the bot there, or give it access.',
  'channels.error-unknown': '{platform} doesn’t answer at the moment, so I can’t check “{channel}”. Please try again in a minute.',

  'act.link': 'Joined two of their own accounts',
  'link.error-no-account': 'This account is not linked to you. Type {command} to see which ones are.',
  'act.sign-out': 'Ended the sessions in the browser chat',
  'sign-out.done':
    '{count, plural, =0 {You were not signed in to the browser chat anywhere.} one {Done. # session in the browser chat has ended.} other {Done. # sessions in the browser chat have ended.}} To come back, ask for a new link.',
  'sign-out.of':
    '{count, plural, =0 {{name} was not signed in to the browser chat anywhere.} one {Done. # session of {name} in the browser chat has ended.} other {Done. # sessions of {name} in the browser chat have ended.}}',
  'sign-out.button': 'Sign out of the browser chat',
  'act.unlink': 'Unlinked an account of their own',
  'act.claim': 'Joined somebody with the imported profile',
  'act.claim-refused': 'Said that two are not the same person',
} as const;
