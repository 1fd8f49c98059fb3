/** Questions that can always be discussed, by sector, and topics that return every year */
export default {
  'protection-1.title': 'When a survivor asks for help and the shelter is full',
  'protection-1.question': 'What do you do in the first 24 hours, whom do you call, and what has worked in your governorate?',
  'protection-2.title': 'Referral that really arrives',
  'protection-2.question': 'How do you make sure that a referred person reaches the next service, and how do you learn if they didn’t?',
  'protection-3.title': 'Looking after the people who look after others',
  'protection-3.question': 'How does your organisation protect case workers from threats and exhaustion? What would you advise a new team?',
  'participation-1.title': 'Women at the table where decisions are made',
  'participation-1.question':
    'Where have women in your area gained a real say, in a council, a committee or a mediation? What opened the door?',
  'participation-2.title': 'Young people who stay with us',
  'participation-2.question': 'How do you win young volunteers, give them responsibility, and keep them when the project ends?',
  'participation-3.title': 'Hearing those we seldom hear',
  'participation-3.question':
    'How do you include people with disabilities, displaced families and villages far from the city? What did you change because of them?',
  'prevention-1.title': 'Noticing tension before it becomes violence',
  'prevention-1.question': 'Which signs do you watch for in your community, and whom do you tell? Please share one time when it helped.',
  'prevention-2.title': 'Working with men and boys',
  'prevention-2.question':
    'Which approaches with fathers, teachers or tribal and religious leaders changed behaviour at home, and how do you know?',
  'prevention-3.title': 'Safe online',
  'prevention-3.question':
    'What do you tell women and girls about blackmail and threats online, and with whom do you work when it happens?',
  'recovery-1.title': 'Coming home, or staying',
  'recovery-1.question': 'What do displaced families in your area need most to return or to settle, and what is missing in our programmes?',
  'recovery-2.title': 'A small income that lasts',
  'recovery-2.question': 'Which livelihood projects still run a year after the funding ended? What made the difference?',
  'recovery-3.title': 'The first week of an emergency',
  'recovery-3.question':
    'How do you share the work with other organisations in the first days, and what would you do in another way next time?',
  'legislation-1.title': 'From a law on paper to a law that is used',
  'legislation-1.question':
    'Which law could already help the people you work with, and what keeps police, courts or offices from applying it?',
  'legislation-2.title': 'Papers: birth, marriage, identity',
  'legislation-2.question': 'How do you help families without documents, and which office or lawyer has been a good partner?',
  'legislation-3.title': 'Talking with lawmakers',
  'legislation-3.question': 'How did you bring a draft or a recommendation to a council or to parliament, and what came of it?',
  'awareness-1.title': 'Beyond the workshop',
  'awareness-1.question': 'Which way of raising awareness reached people who never come to our halls? How did you measure it?',
  'awareness-2.title': 'Working with journalists',
  'awareness-2.question':
    'How do you tell a story in the media without exposing anyone, and which journalists or stations can you recommend?',
  'awareness-3.title': 'Words that people understand',
  'awareness-3.question':
    'Which of our professional words do you avoid or translate, and what do you say in their place in Arabic and Kurdish?',
  'empowerment-1.title': 'From training to a job',
  'empowerment-1.question': 'What happens to the women you train after the last day? Please share what helped them to find or create work.',
  'empowerment-2.title': 'Women who lead organisations',
  'empowerment-2.question':
    'What helped you, or a colleague, to lead a team or an organisation, and what do you wish you had known earlier?',
  'empowerment-3.title': 'Small organisations and large donors',
  'empowerment-3.question':
    'How does a small local organisation get direct funding and keep its own priorities? Which requirements can we meet together?',
  'climate-change-1.title': 'When the water runs short',
  'climate-change-1.question': 'What does drought change in the lives of the families you work with, and how do you adapt your programmes?',
  'climate-change-2.title': 'Heat, dust and our work',
  'climate-change-2.question': 'How do you plan activities in the hottest months and on days of dust, for participants and for your staff?',
  'climate-change-3.title': 'Green steps of our own',
  'climate-change-3.question':
    'What has your organisation changed in energy, waste or travel, what did it cost, and would you do it again?',

  'womens-day.title': 'International Women’s Day',
  'womens-day.question':
    'What has become better for women in your community since last year, what hasn’t, and what will we do together until the next 8 March?',
  'environment-day.title': 'World Environment Day',
  'environment-day.question':
    'What did you see change in rivers, marshes, fields or the air this year, and who in your area is doing something that we can learn from?',
  'humanitarian-day.title': 'World Humanitarian Day',
  'humanitarian-day.question': 'What keeps you in this work, and what do our colleagues on the front line need from all of us?',
  'sixteen-days.title': '16 Days of Activism',
  'sixteen-days.question':
    'What are you planning for the 16 Days against violence against women, what worked last year, and what could we do as one network?',
} as const;
