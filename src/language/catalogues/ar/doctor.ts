/** ما يجده الأمر ‎mudhif doctor‎ وكيف يُصلَح */
export default {
  'state.ok': 'سليم',
  'state.warning': 'تنبيه',
  'state.wrong': 'خلل',
  'subject.node': 'Node',
  'subject.configuration': 'الإعدادات',
  'subject.database': 'قاعدة البيانات',
  'subject.blobs': 'ملفات الأعضاء',
  'subject.clamd': 'فاحص الفيروسات',
  'subject.links': 'الروابط',
  'subject.redis': 'Redis',
  'subject.web': 'محادثة المتصفح',
  'subject.slack': 'Slack',
  'subject.discord': 'Discord',
  'subject.clock': 'الساعة',
  'subject.time-zones': 'المناطق الزمنية',
  'subject.files': 'الملفات',
  'subject.disk': 'القرص',
  'subject.fonts': 'الخطوط',
  summary:
    '{wrong, plural, =0 {لا خلل} zero {لا خلل} one {خلل واحد} two {خللان} few {# مواضع خلل} many {# موضع خلل} other {# موضع خلل}}، {warnings, plural, =0 {ولا تنبيهات} zero {ولا تنبيهات} one {وتنبيه واحد} two {وتنبيهان} few {و# تنبيهات} many {و# تنبيهًا} other {و# تنبيه}}.',

  'node.ok': 'الإصدار {version}',
  'node.old': 'الإصدار {version} أقدم مما يحتاج إليه «مضيف».',
  'node.old-mend': 'يلزم تثبيت الإصدار {oldest} من Node أو أحدث، والأفضل أحدث إصدار طويل الدعم.',
  'node.unmaintained': 'الإصدار {version} يعمل، لكنه لم يعد يتلقى تحديثات أمنية.',
  'node.unmaintained-mend': 'يُستحسن تثبيت أحدث إصدار طويل الدعم متى أمكن، ثم تثبيت Mudhif به من جديد.',

  'configuration.ok': 'كل الإعدادات مقروءة',
  'configuration.wrong': 'قيمة {variable} غير صحيحة.',
  'configuration.no-platform': 'لا رمز لأي منصّة، لذلك يبدأ الأمر mudhif start العرض التجريبي.',
  'configuration.no-platform-mend':
    'لمحادثة المتصفح يلزم وضع ORGANISERS=web:NAME في ملف ‎.env‎ ثم تشغيل mudhif start --web. ولمنصّة Slack أو Discord يلزم وضع SLACK_BOT_TOKEN أو DISCORD_TOKEN؛ كل خطوة مذكورة في docs/install-slack.md وdocs/install-discord.md.',
  'configuration.no-organiser': 'لم يُذكر أي منسّق للمجتمع.',
  'configuration.no-organiser-mend':
    'يلزم وضع ORGANISERS في ملف ‎.env‎، مثل slack:U012AB3CD أو discord:123456789012345678 أو web:amal، ثم تشغيل mudhif doctor للتحقق.',
  'configuration.no-public-url': 'يحتاج Slack في وضع HTTP إلى العنوان الذي يصل منه إلى هذا الخادم.',
  'configuration.no-public-url-mend': 'يلزم وضع HTTP_PUBLIC_URL في ملف ‎.env‎ بعنوان الوسيط (reverse proxy) الذي يبدأ بـ https://',
  'expected.database': 'المطلوب sqlite:PATH مثل sqlite:./data/mudhif.db، أو postgres://USER:PASSWORD@HOST/DATABASE',
  'expected.redis': 'المطلوب redis://HOST:PORT، أو rediss:// مع TLS.',
  'expected.slack-mode':
    'يحتاج Slack أيضًا إلى SLACK_APP_TOKEN (يبدأ بـ xapp-، وضع Socket) أو SLACK_SIGNING_SECRET (وضع HTTP)؛ يبيّن docs/install-slack.md مكانهما.',
  'expected.url': 'المطلوب عنوان كامل يبدأ بـ https:// أو http://',
  'expected.port': 'المطلوب رقم من 0 إلى 65535، مثل 3000.',
  'expected.time-zone': 'المطلوب منطقة زمنية بأسماء IANA، مثل Asia/Baghdad.',
  'expected.languages': 'المطلوب en وar وckb أو بعضها، تفصل بينها فواصل لاتينية.',
  'expected.organisers': 'المطلوب حسابات تفصل بينها فواصل لاتينية، كلٌّ منها بصيغة slack:U…‎ أو discord:…‎ أو web:…‎',
  'expected.log-level': 'المطلوب debug أو info أو warn أو error أو silent.',
  'expected.s3': 'المطلوب عنوان المخزن كاملًا، مثل https://s3.example.org، ومعه S3_BUCKET وS3_ACCESS_KEY_ID وS3_SECRET_ACCESS_KEY.',
  'expected.clamd': 'المطلوب HOST:PORT، أو مسار المقبس (socket).',
  'expected.upload-max': 'المطلوب عدد صحيح من الميغابايت، من 1 إلى 10.',
  'expected.yes-or-no': 'المطلوب 1 لنعم أو 0 للا.',
  'expected.guild': 'المطلوب معرّف الخادم، وهو أرقام فقط.',
  'expected.host': 'المطلوب عنوان مثل 127.0.0.1 أو ‎::1‎ أو 0.0.0.0.',
  'expected.smtp': 'المطلوب smtp://USER:PASSWORD@HOST:587 أو smtps://USER:PASSWORD@HOST',
  'expected.mail-from': 'المطلوب عنوان بريد، أو ‎Name <address>‎، ولا يعمل SMTP_URL من دونه.',
  'expected.example': 'تمكن المقارنة بما في ملف ‎.env.example‎.',

  'database.ok': 'القاعدة {location} تستجيب وهي محدَّثة',
  'database.none': 'لا قاعدة بيانات بعد في {file}؛ يُنشئها أول تشغيل.',
  'database.pending':
    '{count, plural, zero {لا تحديث ينتظر} one {تحديث واحد ينتظر} two {تحديثان ينتظران} few {# تحديثات تنتظر} many {# تحديثًا ينتظر} other {# تحديث ينتظر}} التطبيق.',
  'database.pending-mend': 'يكفي تشغيل mudhif migrate، أو بدء البوت: يفعل الشيء نفسه.',
  'database.newer': 'استخدم هذه القاعدةَ إصدارٌ أحدث من «مضيف» ({version}).',
  'database.newer-mend': 'يلزم تثبيت ذلك الإصدار الأحدث، أو استعادة نسخة احتياطية سابقة له.',
  'database.unreachable': 'لا يمكن استخدام قاعدة البيانات.',
  'database.unreachable-mend': 'يُرجى التحقق من DATABASE_URL ومن أن الخادم يعمل. جاء في الرد: {reason}',

  'blobs.ok':
    '{count, plural, =0 {لا شيء محفوظ بعد} zero {لا شيء محفوظ بعد} one {ملف واحد} two {ملفان} few {# ملفات} many {# ملفًا} other {# ملف}}، {bytes, number} بايت، في {place}',
  'blobs.compared':
    '{count, plural, =0 {لا شيء محفوظ بعد} zero {لا شيء محفوظ بعد} one {ملف واحد كما كان} two {ملفان كما كانا} few {# ملفات كما كانت} many {# ملفًا كما كان} other {# ملف كما كان}}: {bytes, number} بايت، في {place}',
  'blobs.damaged':
    '{count, plural, zero {لا ملفات ناقصة أو تالفة} one {ملف واحد ناقص أو تالف} two {ملفان ناقصان أو تالفان} few {# ملفات ناقصة أو تالفة} many {# ملفًا ناقصًا أو تالفًا} other {# ملف ناقص أو تالف}}: {hashes}',
  'blobs.damaged-mend':
    'يُرجى أخذها من نسخة احتياطية: الأمر ‎mudhif restore‎ إلى قاعدة بيانات فارغة مع DATA_DIR آخر يعيد الملفات، ثم تُنسخ الملفات المسمّاة هنا من مجلد blobs فيه.',
  'blobs.orphans':
    '{count, plural, zero {لا ملفات بلا استخدام} one {بقي ملف واحد لا يستخدمه شيء} two {بقي ملفان لا يستخدمهما شيء} few {بقيت # ملفات لا يستخدمها شيء} many {بقي # ملفًا لا يستخدمه شيء} other {بقي # ملف لا يستخدمه شيء}}.',
  'blobs.orphans-mend': 'لا شيء مطلوب: يحذفها البوت خلال ساعتين من أول رفع تالٍ.',
  'blobs.unreachable': 'لا يمكن استخدام مكان الملفات في {place} ({reason}).',
  'blobs.unreachable-mend':
    'يُرجى التحقق من متغيرات ‎S3_…‎ ومن صلاحيات المفتاح، أو من إمكان الكتابة في DATA_DIR. حتى ذلك الحين لا يستطيع الأعضاء إرسال الملفات أو فتحها، ولا يتأثر شيء آخر.',

  'clamd.ok': 'يجيب في {place}',
  'clamd.away': 'لا يجيب في {place}، فلا يستطيع الأعضاء إرسال الملفات.',
  'clamd.away-mend': 'يُرجى التحقق من CLAMD ومن أن clamd يعمل، أو حذف CLAMD من ملف ‎.env‎ فلا تُفحص الملفات.',

  'links.ok': 'تُفحص روابط المواد مرة في الشهر',
  'links.off': 'لا تُفحص روابط المواد (قيمة LINK_CHECKS هي 0)',
  'links.no-internet': 'تعذّر هنا العثور على أي عنوان من عناوين الإنترنت، لذلك لا يمكن فحص روابط المواد.',
  'links.no-internet-mend': 'تحقّق من خادم DNS لهذا الجهاز. وإن كان البوت بلا إنترنت عن قصد، فضع LINK_CHECKS=0 في الملف ‎.env‎.',

  'redis.ok': 'الإصدار {version} يستجيب',
  'redis.evicts': 'قد يتخلّص Redis مما يُعطى له (قيمة maxmemory-policy هي {policy}).',
  'redis.evicts-mend': 'يلزم جعل قيمة maxmemory-policy في إعدادات Redis هي noeviction',
  'redis.unreachable': 'لا يستجيب Redis ‏({reason}).',
  'redis.unreachable-mend': 'يُرجى التحقق من REDIS_URL ومن أن Redis يعمل. لا يضيع شيء في الأثناء: كل ما خُطِّط محفوظ في قاعدة البيانات.',

  'web.answers': 'تستجيب في {address}',
  'web.off': 'يستجيب البوت في {address} من دون محادثة المتصفح، ويفتحها الأمر mudhif start --web',
  'web.quiet': 'لا شيء يعمل الآن في {address}، ويفتحها هناك الأمر mudhif start --web',
  'web.any-port': 'يفتحها الأمر mudhif start --web على منفذ حرّ ويذكره (قيمة HTTP_PORT هي 0)',
  'web.taken': 'برنامج آخر يستجيب في {address}.',
  'web.taken-mend': 'يمكن إيقاف ذلك البرنامج أو اختيار منفذ آخر عبر HTTP_PORT.',
  'web.no-https': 'العنوان {address} من دون HTTPS، لذلك لا يمكن تسجيل الدخول من جهاز آخر.',
  'web.no-https-mend': 'يلزم وضع وسيط (reverse proxy) مع TLS أمام البوت، وجعل HTTP_PUBLIC_URL عنوانه الذي يبدأ بـ https://',

  'slack.ok': 'الرموز مقبولة، والبوت في مساحة العمل {name}',
  'slack.http': 'في وضع HTTP يجب أن يتمكّن Slack من الوصول من الإنترنت إلى {address}',
  'discord.ok': 'الرمز مقبول، والبوت في الخادم {name}',

  'platform.granted': 'تمنح ما تحتاجه الإعدادات: {rights}.',
  'platform.unreachable':
    '{line, select, gateway {لا تستجيب بوابة المنصّة (WebSocket).} socket {لا يمنح Socket Mode اتصالًا.} other {لا تستجيب واجهة المنصّة البرمجية (REST).}}',
  'platform.unreachable-mend':
    'يُرجى التحقق من اتصال هذا الجهاز بالإنترنت ومن الوسيط أو الجدار الناري، ومن {variable} إن كان محدّدًا، ومن صفحة حالة المنصّة نفسها.',

  'clock.ok': 'ساعة هذا الجهاز توافق ساعة المنصّة',
  'clock.off':
    'ساعة هذا الجهاز {direction, select, ahead {متقدمة على} other {متأخرة عن}} ساعة المنصّة بـ{seconds, plural, zero {لا شيء} one {ثانية واحدة} two {ثانيتين} few {# ثوانٍ} many {# ثانية} other {# ثانية}}.',
  'clock.off-mend': 'يلزم تفعيل مزامنة الوقت، وفي لينكس: timedatectl set-ntp true',

  'zones.ok': 'قواعد {version}، والمجتمع في منطقة {zone}',
  'zones.missing': 'لا يعرف هذا الإصدار من Node المناطق الزمنية.',
  'zones.missing-mend': 'يلزم استخدام Node كما يأتي من nodejs.org، ففيه البيانات الكاملة للمناطق واللغات.',
  'zones.languages': 'لا يستطيع هذا الإصدار من Node كتابة التواريخ بهذه اللغات: {languages}.',
  'zones.old': 'قواعد المناطق الزمنية قديمة ({version}).',
  'zones.old-mend': 'يلزم تثبيت إصدار أحدث من Node، فمعه قواعد أحدث.',

  'files.ok': 'لا يقرأ ما يحفظه البوت إلا هذا الحساب.',
  'files.open': 'يستطيع آخرون على هذا الجهاز قراءة: {files}',
  'files.open-mend': 'يُشغَّل الأمر: {command}',
  'disk.left': 'المساحة الحرة في {folder}: ‏{megabytes, number} ميغابايت',
  'disk.left-mend': 'يلزم إفراغ مساحة هناك، أو نقل DATA_DIR وقاعدة البيانات إلى قرص أكبر.',
  'disk.unwritable': 'لا يُسمح للبوت بالكتابة في {folder}.',
  'disk.unwritable-mend': 'يلزم منح المستخدم الذي يشغّل «مضيف» حق الكتابة هناك، أو اختيار DATA_DIR آخر.',

  'fonts.none-needed': 'لا حاجة إلى خطوط: يعرض النصوصَ برنامجُ القارئ نفسه',
} as const;
