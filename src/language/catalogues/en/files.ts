/** What is wrong with a file that somebody sent. */
export default {
  'error.empty': 'This file is empty. Please choose another one.',
  'error.type': 'I can’t take this kind of file. I take: {types}. Other documents can be saved as PDF.',
  'error.extension':
    'The name of this file ends in .{name}, but inside it is {found}. Please save it again from the program that made it, or give it the ending .{found}.',
  'error.inside':
    'The name of this file ends in .{name}, but it holds something else or is damaged. Please open it in the program it comes from, save it as {name} and send that.',
  'error.encoding':
    'I can’t read the letters in this text file. Please save it with the encoding UTF-8 and send it again, or save it as PDF.',
  'error.pixels': 'This picture is far too large to be shown. Please make it smaller and send it again.',
  'error.encrypted': 'This file has a password, so nobody could open it here. Please save it without one and send it again.',
  'error.broken': 'This file is damaged. Please open it, save it again and send it once more.',
  'error.grows': 'This file unpacks to far more than it seems to hold, so I don’t open it. Please save it as PDF.',
  'error.slow':
    'Reading this file took too long, so I stopped. Please send it again in a while. If it happens again, please split it into smaller files.',
  'error.archive': 'There is an archive inside this file. Please send what is in it on its own.',
  'error.macros': 'This document has macros, which can do harm. Please save it without macros, or as PDF.',
  'error.virus': 'The virus scanner found something in this file, so I threw it away. Please check your computer.',
  'error.scanner': 'The virus scanner doesn’t answer right now, so I can’t take files. Please try again in a while.',
  'error.scanner-size': 'This file is too large for the virus scanner. Please send a smaller one, or a link.',

  'personal.author': 'the author’s name',
  'personal.comments': 'who wrote comments and changes',
  'personal.place': 'where a picture was taken',
  'personal.device': 'which device took a picture',
  'personal.other': 'other hidden details',
} as const;
