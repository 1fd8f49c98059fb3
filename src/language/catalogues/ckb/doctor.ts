/** ئەوەی فەرمانی ‎mudhif doctor‎ دەیدۆزێتەوە و چۆنیەتی چاککردنی */
export default {
  'state.ok': 'باشە',
  'state.warning': 'ئاگاداری',
  'state.wrong': 'هەڵە',
  'subject.node': 'Node',
  'subject.configuration': 'ڕێکخستنەکان',
  'subject.database': 'داتابەیس',
  'subject.blobs': 'فایلی ئەندامان',
  'subject.clamd': 'پشکنەری ڤایرۆس',
  'subject.links': 'بەستەرەکان',
  'subject.redis': 'Redis',
  'subject.web': 'چاتی وێبگەڕ',
  'subject.slack': 'Slack',
  'subject.discord': 'Discord',
  'subject.clock': 'کاتژمێر',
  'subject.time-zones': 'ناوچە کاتییەکان',
  'subject.files': 'فایلەکان',
  'subject.disk': 'دیسک',
  'subject.fonts': 'فۆنت',
  summary:
    '{wrong, plural, =0 {هیچ هەڵەیەک نییە} one {# هەڵە} other {# هەڵە}}، {warnings, plural, =0 {هیچ ئاگادارییەک نییە} one {# ئاگاداری} other {# ئاگاداری}}.',

  'node.ok': 'وەشانی {version}',
  'node.old': 'وەشانی {version} بۆ موزیف زۆر کۆنە.',
  'node.old-mend': 'Node {oldest} یان نوێتر دابمەزرێنە؛ باشترینیان نوێترین وەشانی پشتگیریی درێژخایەنە.',
  'node.unmaintained': 'وەشانی {version} کار دەکات، بەڵام ئیتر نوێکردنەوەی پاراستنی بۆ نایەت.',
  'node.unmaintained-mend': 'هەر کاتێک توانیت نوێترین وەشانی پشتگیریی درێژخایەن دابمەزرێنە، پاشان Mudhif بەو وەشانە دووبارە دابمەزرێنە.',

  'configuration.ok': 'هەموو ڕێکخستنەکان دەخوێندرێنەوە',
  'configuration.wrong': 'بەهای {variable} هەڵەیە.',
  'configuration.no-platform': 'هیچ پلاتفۆرمێک تۆکنی نییە، بۆیە mudhif start نمایشەکە دەست پێ دەکات.',
  'configuration.no-platform-mend':
    'بۆ چاتی وێبگەڕ ORGANISERS=web:NAME لە فایلی ‎.env‎ دابنێ و mudhif start --web بەکار بهێنە. بۆ Slack یان Discord، SLACK_BOT_TOKEN یان DISCORD_TOKEN دابنێ؛ docs/install-slack.md و docs/install-discord.md هەموو هەنگاوەکان دەڵێن.',
  'configuration.no-organiser': 'هیچ ڕێکخەرێک ناوی نەنووسراوە.',
  'configuration.no-organiser-mend':
    'ORGANISERS لە فایلی ‎.env‎ دابنێ، وەک slack:U012AB3CD یان discord:123456789012345678 یان web:amal؛ پاشان mudhif doctor دەیپشکنێت.',
  'configuration.no-public-url': 'Slack لە شێوازی HTTP ناونیشانێکی دەوێت کە پێی بگاتە ئەم سێرڤەرە.',
  'configuration.no-public-url-mend': 'HTTP_PUBLIC_URL لە فایلی ‎.env‎ بە ناونیشانی https://ـی پڕۆکسییەکە دابنێ.',
  'expected.database': 'دەبێت sqlite:PATH بێت، وەک sqlite:./data/mudhif.db، یان postgres://USER:PASSWORD@HOST/DATABASE',
  'expected.redis': 'دەبێت redis://HOST:PORT بێت، یان rediss:// لەگەڵ TLS.',
  'expected.slack-mode':
    'Slack هەروەها SLACK_APP_TOKENـی دەوێت (بە xapp- دەست پێ دەکات، شێوازی Socket) یان SLACK_SIGNING_SECRET (شێوازی HTTP)؛ docs/install-slack.md دەڵێت لە کوێن.',
  'expected.url': 'دەبێت ناونیشانێکی تەواو بێت کە بە https:// یان http:// دەست پێ دەکات.',
  'expected.port': 'دەبێت ژمارەیەک بێت لە 0 تا 65535، وەک 3000.',
  'expected.time-zone': 'دەبێت ناوچەیەکی کاتیی IANA بێت، وەک Asia/Baghdad.',
  'expected.languages': 'دەبێت en و ar و ckb یان هەندێکیان بێت، بە کۆمای لاتینی لێک جیا کرابنەوە.',
  'expected.organisers': 'دەبێت هەژمار بن بە کۆمای لاتینی لێک جیا کرابنەوە، هەر یەکەیان slack:U…‎ یان discord:…‎ یان web:…‎',
  'expected.log-level': 'دەبێت debug یان info یان warn یان error یان silent بێت.',
  'expected.s3':
    'دەبێت ناونیشانی تەواوی کۆگاکە بێت، وەک https://s3.example.org، لەگەڵ S3_BUCKET و S3_ACCESS_KEY_ID و S3_SECRET_ACCESS_KEY.',
  'expected.clamd': 'دەبێت HOST:PORT بێت، یان ڕێگای سۆکێتەکە.',
  'expected.upload-max': 'دەبێت ژمارەیەکی تەواوی مێگابایت بێت، لە 1 تا 10.',
  'expected.yes-or-no': 'دەبێت 1 بێت بۆ بەڵێ یان 0 بۆ نەخێر.',
  'expected.guild': 'دەبێت ناسنامەی سێرڤەرەکە بێت، کە تەنها ژمارەیە.',
  'expected.host': 'دەبێت ناونیشانێک بێت وەک 127.0.0.1 یان ‎::1‎ یان 0.0.0.0.',
  'expected.smtp': 'دەبێت smtp://USER:PASSWORD@HOST:587 یان smtps://USER:PASSWORD@HOST بێت.',
  'expected.mail-from': 'دەبێت ناونیشانێکی ئیمەیڵ یان ‎Name <address>‎ بێت، و SMTP_URL بەبێ ئەوە کار ناکات.',
  'expected.example': 'لەگەڵ فایلی ‎.env.example‎ بەراوردی بکە.',

  'database.ok': '{location} وەڵام دەداتەوە و نوێیە',
  'database.none': 'هێشتا لە {file} داتابەیس نییە؛ یەکەم دەستپێکردن دروستی دەکات.',
  'database.pending': '{count, plural, one {# نوێکردنەوە ماوە} other {# نوێکردنەوە ماون}} کە جێبەجێ بکرێت.',
  'database.pending-mend': 'mudhif migrate بەکار بهێنە، یان تەنها دەست پێ بکە: هەمان شت دەکات.',
  'database.newer': 'وەشانێکی نوێتری موزیف ئەم داتابەیسەی بەکار هێناوە ({version}).',
  'database.newer-mend': 'ئەو وەشانە نوێترە دابمەزرێنە، یان کۆپییەکی پاڵپشتی پێش ئەوە بگەڕێنەرەوە.',
  'database.unreachable': 'داتابەیسەکە بەکار ناهێنرێت.',
  'database.unreachable-mend': 'DATABASE_URL و کارکردنی سێرڤەرەکە بپشکنە. وەڵامەکەی ئەمە بوو: {reason}',

  'blobs.ok': '{count, plural, =0 {هێشتا هیچ هەڵنەگیراوە} one {# فایل} other {# فایل}}، {bytes, number} بایت، لە {place}',
  'blobs.compared':
    '{count, plural, =0 {هێشتا هیچ هەڵنەگیراوە} one {# فایل وەک خۆیەتی} other {# فایل وەک خۆیانن}}: {bytes, number} بایت، لە {place}',
  'blobs.damaged': '{count, plural, one {# فایل نییە یان تێکچووە} other {# فایل نین یان تێکچوون}}: {hashes}',
  'blobs.damaged-mend':
    'تکایە لە کۆپییەکی پاڵپشتەوە بیانهێنەوە: ‎mudhif restore‎ بۆ داتابەیسێکی بەتاڵ و DATA_DIRـێکی تر فایلەکان دەگەڕێنێتەوە؛ پاشان ئەوانەی لێرە ناویان هاتووە لە فۆڵدەری blobsـەوە کۆپی بکە.',
  'blobs.orphans':
    '{count, plural, one {# فایل هێشتا لەوێیە کە هیچ شتێک بەکاری ناهێنێت} other {# فایل هێشتا لەوێن کە هیچ شتێک بەکاریان ناهێنێت}}.',
  'blobs.orphans-mend': 'پێویست بە هیچ ناکات: ڕۆبۆتەکە لە ماوەی دوو کاتژمێردا دوای ناردنی فایلی داهاتوو دەیانسڕێتەوە.',
  'blobs.unreachable': 'شوێنی فایلەکان لە {place} بەکار نایەت ({reason}).',
  'blobs.unreachable-mend':
    'تکایە گۆڕاوەکانی ‎S3_…‎ و مافەکانی کلیلەکە بپشکنە، یان ئەوەی دەتوانرێت لە DATA_DIRـدا بنووسرێت. تا ئەو کاتە ئەندامان ناتوانن فایل بنێرن یان بیکەنەوە؛ کاریگەری لەسەر هیچی تر نییە.',

  'clamd.ok': 'لە {place} وەڵام دەداتەوە',
  'clamd.away': 'لە {place} وەڵام ناداتەوە، بۆیە ئەندامان ناتوانن فایل بنێرن.',
  'clamd.away-mend': 'تکایە CLAMD و کارکردنی clamd بپشکنە، یان CLAMD لە ‎.env‎ دەربهێنە: ئەوکاتە فایلەکان ناپشکنرێن.',

  'links.ok': 'بەستەری سەرچاوەکان مانگی جارێک دەپشکنرێن',
  'links.off': 'بەستەری سەرچاوەکان ناپشکنرێن (LINK_CHECKS بریتییە لە 0)',
  'links.no-internet': 'لێرە هیچ ناونیشانێکی ئینتەرنێت نادۆزرێتەوە، بۆیە بەستەری سەرچاوەکان ناپشکنرێن.',
  'links.no-internet-mend':
    'سێرڤەری DNSـی ئەم ئامێرە بپشکنە. ئەگەر ڕۆبۆتەکە بە ئەنقەست ئینتەرنێتی نییە، LINK_CHECKS=0 لە فایلی ‎.env‎ دابنێ.',

  'redis.ok': 'وەشانی {version} وەڵام دەداتەوە',
  'redis.evicts': 'لەوانەیە Redis ئەوەی پێی دەدرێت فڕێی بدات (maxmemory-policy بریتییە لە {policy}).',
  'redis.evicts-mend': 'لە ڕێکخستنی Redis بەهای maxmemory-policy بکە بە noeviction',
  'redis.unreachable': 'Redis وەڵام ناداتەوە ({reason}).',
  'redis.unreachable-mend': 'REDIS_URL و کارکردنی Redis بپشکنە. لەم ماوەیەدا هیچ ون نابێت: داتابەیس هەموو پلانەکان دەپارێزێت.',

  'web.answers': 'لە {address} وەڵام دەداتەوە',
  'web.off': 'ڕۆبۆتەکە لە {address} بەبێ چاتی وێبگەڕ وەڵام دەداتەوە؛ فەرمانی mudhif start --web دەیکاتەوە',
  'web.quiet': 'ئێستا هیچ شتێک لە {address} کار ناکات؛ فەرمانی mudhif start --web لەوێ دەیکاتەوە',
  'web.any-port': 'فەرمانی mudhif start --web لە پۆرتێکی ئازاد دەیکاتەوە و ناوی دەهێنێت (بەهای HTTP_PORT‏ 0یە)',
  'web.taken': 'بەرنامەیەکی تر لە {address} وەڵام دەداتەوە.',
  'web.taken-mend': 'ئەو بەرنامەیە بوەستێنە، یان بە HTTP_PORT پۆرتێکی تر هەڵبژێرە.',
  'web.no-https': '{address} بەبێ HTTPSـە، بۆیە لە ئامێرێکی ترەوە ناتوانرێت بچیتە ژوورەوە.',
  'web.no-https-mend': 'پڕۆکسییەک (reverse proxy) بە TLS لەپێشی دابنێ، و HTTP_PUBLIC_URL بکە بە ناونیشانی https://ـی ئەو.',

  'slack.ok': 'تۆکنەکان وەرگیران، و ڕۆبۆتەکە لە شوێنی کاری {name}دایە',
  'slack.http': 'لە شێوازی HTTP دەبێت Slack لە ئینتەرنێتەوە بگاتە {address}',
  'discord.ok': 'تۆکنەکە وەرگیرا، و ڕۆبۆتەکە لە سێرڤەری {name}دایە',

  'platform.granted': 'ئەوەی ڕێکخستنەکان پێویستیانە دەیدات: {rights}.',
  'platform.unreachable':
    '{line, select, gateway {دەروازەی پلاتفۆرمەکە (WebSocket) وەڵام ناداتەوە.} socket {Socket Mode پەیوەندی نادات.} other {APIـی پلاتفۆرمەکە (REST) وەڵام ناداتەوە.}}',
  'platform.unreachable-mend':
    'ئینتەرنێتی ئەم ئامێرە، پڕۆکسی یان دیواری ئاگرین، {variable} ئەگەر دانرابێت، و لاپەڕەی دۆخی پلاتفۆرمەکە بپشکنە.',

  'clock.ok': 'کاتژمێری ئەم ئامێرە لەگەڵ هی پلاتفۆرمەکە ڕێک دێتەوە',
  'clock.off':
    'کاتژمێری ئەم ئامێرە {seconds, plural, one {# چرکە} other {# چرکە}} {direction, select, ahead {لەپێشترە} other {لەدواترە}} لە کاتژمێری پلاتفۆرمەکە.',
  'clock.off-mend': 'هاوکاتکردنی کات چالاک بکە، لە لینوکس: timedatectl set-ntp true',

  'zones.ok': 'یاساکانی {version}؛ کۆمەڵگەکە لە ناوچەی {zone}دایە',
  'zones.missing': 'ئەم Nodeـە ناوچە کاتییەکان نازانێت.',
  'zones.missing-mend': 'Node وەک ئەوەی لە nodejs.org دێت بەکار بهێنە: هەموو داتای ناوچە و زمانەکانی تێدایە.',
  'zones.languages': 'ئەم Nodeـە ناتوانێت بەروار بەم زمانانە بنووسێت: {languages}.',
  'zones.old': 'یاساکانی ناوچە کاتییەکان کۆنن ({version}).',
  'zones.old-mend': 'Nodeـێکی نوێتر دابمەزرێنە: یاسای نوێتری لەگەڵدایە.',

  'files.ok': 'تەنها ئەم هەژمارە دەتوانێت ئەوە بخوێنێتەوە کە ڕۆبۆتەکە هەڵیدەگرێت.',
  'files.open': 'کەسانی تر لەسەر ئەم ئامێرە دەتوانن ئەمانە بخوێننەوە: {files}',
  'files.open-mend': 'ئەمە جێبەجێ بکە: {command}',
  'disk.left': 'لە {folder} ‏{megabytes, number} مێگابایت بۆشە',
  'disk.left-mend': 'لەوێ جێگا بکەرەوە، یان DATA_DIR و داتابەیسەکە بگوازەرەوە بۆ دیسکێکی گەورەتر.',
  'disk.unwritable': 'ڕۆبۆتەکە ناتوانێت لە {folder} بنووسێت.',
  'disk.unwritable-mend': 'مۆڵەتی نووسین لەوێ بدە بەو بەکارهێنەرەی موزیف دەخاتە کار، یان DATA_DIRـێکی تر هەڵبژێرە.',

  'fonts.none-needed': 'پێویست نییە: دەقەکان لە بەرنامەی خوێنەر خۆیدا پیشان دەدرێن',
} as const;
