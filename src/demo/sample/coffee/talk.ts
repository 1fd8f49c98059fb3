import { coffeeChannel, ORGANISERS } from '../../../features/coffee/channel.js';
import type { Talk } from '../talk.js';

/** What people say about the rounds. */
export const COFFEE_TALK: readonly Talk[] = [
  { channel: coffeeChannel.name, by: 'حنين عبد', ago: 610, text: 'بدأت الجولة الجديدة. شكرًا لكل من كتب كلمة في مجموعته منذ اليوم الأول.' },
  {
    channel: coffeeChannel.name,
    by: 'Priyanka Velayudhan',
    ago: 560,
    text: 'Best coffee so far: ninety minutes with a lawyer from Basra about cash lists and privacy. Thank you, whoever matched us!',
  },
  {
    channel: coffeeChannel.name,
    by: 'هێمن ڕەئوف',
    ago: 430,
    text: 'قاوەکەی ئەم مانگەم لەگەڵ هاوکارێکی ناسریە بوو، بڕیارمان دا سەردانی یەکتر بکەین.',
  },
  {
    channel: coffeeChannel.name,
    by: 'كوثر حنون',
    ago: 270,
    text: 'من لقاء قهوة واحد خرج معرض صغير لأعمال النول في النجف. أنصح الجميع بألّا يؤجّلوا اللقاء.',
  },
  {
    channel: coffeeChannel.name,
    by: 'Solène Kerbrat',
    ago: 120,
    text: 'Travelling until the end of the month, so I paused. Back with the next round!',
  },
  { channel: ORGANISERS, by: 'حنين عبد', ago: 60, text: 'تقرير القهوة للأشهر الماضية جاهز للمراجعة في ‎/coffee report' },
];
