# ruff: noqa: E501  (a line of a table is one language)
"""What stands right before a value and keeps it from being the answer."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import Kind, phrases

BEFORE: dict[Kind, tuple[str, ...]] = {
    "negated": phrases("""
        not|isn't|isnt|wasn't|weren't|aren't|ain't|never|neither|nor|cannot|can't|couldn't|won't|wouldn't|don't|doesn't|didn't
        anything but|anything except|anything other than|except|except for|other than|rather than|instead of|different from|differs from|differ from|distinct from
        far from|unlike|by no means|in no case|under no circumstances|nobody|no one|nowhere near|rule out|ruled out|exclude|excluded|reject|rejected|discard|discarded|avoid
        no reason to believe|confirm|confirm nor deny|deny|forget about|crossed out|failed to show that|failed to prove that|any number but|everything but|all but|ignore|disregard|forget|skip|omit|delete|erase|cross out|strike out|eliminate|eliminates|eliminated|rules out|ruling out|excludes|excluding|refutes|disproves|contradicts|rejecting|not equal to|not equal|unequal to|no longer|hardly|scarcely|barely|anyone who|everyone who|whoever|those who|it is impossible that|impossible that
        nicht|nicht gleich|auf keinen fall|kein|keine|niemals|nie|weder|ungleich|anders als|alles außer|keineswegs|keinesfalls
        n'est pas|ne vaut pas|n'est jamais|n'est plus|ne peut pas|ne peut être|ne sera pas|ne sont pas|pas|jamais|différent de|différente de|autre que|sauf|n'était pas
        no es|no son|no puede|no vale|no sería|nunca es|nunca|jamás|distinto de|distinta de|diferente de|diferente a|salvo|excepto|no|tampoco
        não é|não são|não pode|não vale|nunca é|nunca|não|exceto|diferente de
        non è|non sono|non può|non vale|mai|non|diverso da|diversa da|eccetto|tranne
        niet|niet gelijk|geen|nooit|ongelijk|anders dan|behalve
        nie jest|to nie|nie wynosi|nie|nigdy|różne od|różna od|inna niż|oprócz
        не|не равен|не равна|не равно|не является|никогда|нет|отличен от|отлична от|отличается от|кроме|вовсе не|отнюдь не|неверно, что|неправда, что
        не дорівнює|не є|ніколи|крім|ні|відрізняється від
        не е|не са|никога|различно от|освен
        δεν είναι|δεν|δε|όχι|ποτέ|εκτός από|διαφορετικό από|διάφορο του
        לא|אינה|אינו|איננו|איננה|אינם|אין|לעולם לא|שונה מ|מלבד|חוץ מ
        ليس|ليست|ليس هو|لا يساوي|لا تساوي|لا|لن يكون|لم يكن|غير|ما عدا|يختلف عن|لا يمكن أن يكون|لا يمكن أن تكون
        نیست|نه
        नहीं|न
        không phải|không phải là|không|không bằng|chẳng phải|không thể là|không thể|khác|khác với|chưa phải|ngoại trừ
        değil|asla
        不是|並非|并非|不等于|不為|不为|不可能是|不可能为|不会是|不應是|不应是|不应为|不能是|不能为|絕不是|绝不是|决不是|而不是|非|不同于|除了|未必是|不一定是|不|没有|别选|不选|不要选|排除
        ではなく|でなく|以外の
        아닌|말고
        ไม่ใช่|ไม่เท่ากับ|ไม่|มิใช่|ยกเว้น|ไม่ได้|ไม่น่าใช่""")
    + of("not"),
    "wrong": phrases("""
        rejected|my answer of|wrong|incorrect|false|mistaken|erroneous|untrue|bogus|fake|invalid|faulty|flawed|naive|naïve|careless|tempting|tempted|trap|decoy|distractor|misleading|lie|myth
        mistake|a common error|common error|typical error|usual error|frequent error|misconception|fallacy|upper bound|lower bound|upper estimate|lower estimate|wrong to say|wrong to claim|wrong to think|wrong to conclude|not true|not correct|not right|not the case|it would be wrong to say|mistakenly|wrongly|incorrectly|erroneously|falsely|by mistake
        ✗|✘|❌|✖|🚫|🙅|👎
        häufiger fehler|typischer fehler|falsch|falsche|falscher|falsches|inkorrekt|fehler|irrtum|unwahr|fälschlich|fälschlicherweise|nicht wahr, dass
        erreur courante|erreur fréquente|erreur classique|faux|fausse|incorrect|incorrecte|erroné|erronée|erreur|à tort|il est faux que|mauvaise
        error común|error frecuente|error habitual|error típico|incorrecto|incorrecta|falso|falsa|erróneo|errónea|equivocado|equivocada|error|mala
        erro comum|erro frequente|erro típico|incorreto|incorreta|errado|errada|erro|erradamente
        errore comune|errore frequente|errore tipico|sbagliato|sbagliata|errato|errata|scorretto|scorretta|errore
        fout|foute|onjuist|onjuiste|verkeerd|verkeerde|vergissing
        błędny|błędna|błędne|nieprawidłowy|nieprawidłowa|zły|zła|fałszywa|nieprawda|nieprawdą jest|błąd|błędem|nieprawdą jest, że
        неверно|неверный|неверная|неправильно|неправильный|неправильная|ошибочно|ошибочный|ложный|ошибка|неправда|ошибочный ответ
        неправильно|неправильна|хибна|хибний|помилка|помилкова|невірна|невірний|неправда
        грешен|грешно|грешна|погрешно|грешка|неправилно|неверен
        λάθος|λανθασμένη|λανθασμένο|εσφαλμένη|ψευδές
        שגוי|שגויה|לא נכון|לא נכונה|טעות|מוטעה
        خطأ|خاطئ|خاطئة|غير صحيح|غير صحيحة|خاطئ هو|الخاطئة|الخاطئ|غلط
        غلط|نادرست|اشتباه
        गलत|ग़लत|अशुद्ध|असत्य
        sai|không đúng|sai lầm|nhầm|lỗi
        yanlış|hatalı|hata
        错误|错误地|错|誤|誤って|错解|误|不正确|不对|假
        誤答|間違い|誤り|間違った|誤った|不正解|偽
        오답은|오답이|오답|틀린 답은|틀린|잘못된|거짓
        ผิด|คำตอบที่ผิด|ไม่ถูกต้อง|เท็จ""")
    + of("wrong"),
    "doubted": phrases("""
        bait|draft|to do|todo: check|first draft|rough draft|sketch|e.g.|e.g|for example|for instance|example|sample|format your answer like|like this|in the form|tentative|tentatively|placeholder|provisional|would guess|said to be|believed to be|claimed to be|thought to be|estimated to be|conjectured to be|rumoured to be|maybe|perhaps|possibly|probably|likely|unlikely|presumably|supposedly|allegedly|apparently|conceivably|arguably|potentially|seemingly|ostensibly|hopefully|plausibly
        guess|guessing|wild guess|my guess|a guess|best guess|lucky guess|hunch|gut feeling|suspect|suspecting|conjecture|wonder|wondering|doubt|doubting|doubtful|unsure|uncertain|unclear|speculate|feel like
        could|might|may|can|could well|may well|might well|seems|seem|appears|appear|looks like|look like|looks|feels like|tends to|ought to|supposed to
        should have been|one possibility|a possibility|a candidate|one candidate|a possible answer|one option|one guess|first thought|first guess|second guess|if i had to
        % sure|% certain|% confident in|% confident that|% confident|percent sure|half sure|fairly sure|not sure|not certain|not convinced|half convinced
        vielleicht|nicht überzeugt|nicht sicher|könnten|dürften|pas convaincu|pourraient|no me convence|podrían|poderiam|potrebbero|non sono convinto|não estou convencido|не убеждён|не уверен|niet overtuigd|nie jestem przekonany|kann unmöglich|unmöglich|improbabile|improbable|improvável|onwaarschijnlijk|вряд ли|едва ли|навряд чи|едва ли|vermutlich|wahrscheinlich|möglicherweise|eventuell|womöglich|wohl|könnte|dürfte|schätze|tippe|geraten|vermutung|unsicher|angeblich|anscheinend|scheint|zweifle|bezweifle|ich bezweifle, dass
        peut-être|probablement|sans doute|possiblement|éventuellement|pourrait|pourrait croire que|devrait peut-être|semble|paraît|doute|doute que|devine|suppose que|je crois|serait|il se peut que|il se peut que ce|au hasard|hypothèse
        tal vez|quizás|quizá|a lo mejor|probablemente|posiblemente|acaso|podría|puede|puede que|parece|dudo|dudo que|adivino|supuestamente|sospecho que|creo que quizás
        talvez|possivelmente|provavelmente|quiçá|poderia|pode|pode ser que|parece|duvido que|duvido|chuto|palpite|supostamente|acho que talvez
        forse|probabilmente|possibilmente|magari|potrebbe|può|può darsi che|sembra|dubito che|dubito|indovino|sarebbe|a caso
        misschien|waarschijnlijk|mogelijk|wellicht|vermoedelijk|zou|kan|lijkt|gok|ik gok|gis|betwijfel|ik betwijfel of|schijnbaar
        może|być może|prawdopodobnie|chyba|możliwe|możliwe, że|przypuszczalnie|zapewne|mogłaby|mógłby|zgaduję|strzelam|wątpię|wątpię, czy|wątpię, że|podobno|zdaje się
        возможно|вероятно|может быть|может|наверное|пожалуй|видимо|похоже|кажется|предположительно|по-видимому|сомневаюсь|сомневаюсь, что|наугад|угадываю|думаю, может|якобы|мог бы|могло бы|могла бы|догадка
        можливо|ймовірно|мабуть|напевно|може|певно|здається|сумніваюся|сумніваюсь, що|навмання|нібито|імовірно
        може би|вероятно|възможно|навярно|сигурно|изглежда|съмнявам се|съмнявам се, че|предполагам|налучквам|май
        ίσως|πιθανόν|πιθανώς|μάλλον|μπορεί|ενδεχομένως|φαίνεται|αμφιβάλλω|αμφιβάλλω αν|μαντεύω|υποθέτω
        אולי|כנראה|ייתכן|ייתכן ש|יתכן|ייתכן שהתשובה|אפשר|נראה|נראה ש|ספק|אני מנחש|ניחוש|מסופקני|ככל הנראה|עשויה להיות|יכול להיות|יכול להיות ש
        ربما|ربما يكون|ربما تكون|قد يكون|قد تكون|من المحتمل|من المحتمل أن يكون|لعل|يبدو|أظن|أخمن|تخمين|أشك|أشك في|أشك أن|على الأرجح|من الممكن أن يكون|يحتمل
        شاید|احتمالا|احتمالاً|حدس|گمان
        शायद|संभवतः|सम्भवतः|संभव है|हो सकता है|अनुमान|मुझे लगता है शायद|मुझे संदेह है कि|कदाचित
        có lẽ|có thể|có thể là|chắc là|chắc|hình như|dường như|đoán|tôi đoán|đoán là|tôi đoán là|nghi ngờ|e rằng|biết đâu
        belki|belki de|muhtemelen|galiba|sanırım|herhalde|tahminim|tahminen|sanki|olasılıkla
        可能|可能是|可能为|也许|也许是|或许|或许是|大概|大概是|恐怕|恐怕是|似乎|似乎是|好像|好像是|猜|我猜|猜测|我猜是|猜是|猜一个|不确定|估计|估计是|怀疑|我怀疑|怀疑答案|说不定|说不定是|未必|大約|疑似|难道|难道是|是否|是不是|会不会是|应该是吧|兴许|看起来像|瞎猜|随便写|随便写一个|乱写|蒙的
        もしかすると|もしかしたら|おそらく|たぶん|恐らく|多分|ひょっとすると|推測|当てずっぽう|きっと
        아마|아마도|어쩌면|혹시|추측|추측하건대|짐작|찍으면|찍어서|그냥 찍어서|대충
        อาจ|อาจจะ|อาจจะเป็น|อาจเป็น|น่าจะ|น่าจะเป็น|บางที|เดา|เดาว่า|คงจะ|คงเป็น|ไม่แน่ใจ|สงสัยว่า|คาดว่า""")
    + of("doubt"),
    "supposed": phrases("""
        provided the key is right|if|whether|unless|suppose|suppose that|supposing|assume|assume that|assuming|assuming that|imagine|imagine that|pretend|pretend that|let|what if|were it|were the answer|had the answer been|say that|let's say|hypothetically|in case|provided that|only if|even if|as if|although if|let us try|let's try|try|trying|let us guess|consider|plug in|substitute|substituting|plugging in|test|testing|wish|wished|would have been
        falls|wenn|ob|angenommen|nehmen wir an|gesetzt|sei|testen wir|setzen wir
        si|supposons que|supposons|admettons que|imaginons que|à supposer que|essayons|en supposant que
        supongamos que|supongamos|imaginemos que|suponga que|probemos|suponiendo que
        se|suponhamos que|suponha que|imagine que|supondo que|suponhamos
        supponiamo che|supponiamo|immaginiamo che|proviamo|supponendo che
        stel|stel dat|veronderstel dat|neem aan dat
        jeśli|jeżeli|gdyby|załóżmy, że|załóżmy|przypuśćmy, że|niech|czy
        если|пусть|предположим|предположим, что|допустим|допустим, что|положим|ли|если бы
        якщо|нехай|припустимо|припустимо, що|допустимо|якби
        ако|нека|да предположим|да допуснем|да предположим, че|дали
        αν|εάν|έστω|έστω ότι|ας υποθέσουμε ότι|υποθέτουμε ότι
        אם|נניח|נניח ש|נניח שהתשובה|נניח כי|האם|לו
        إذا|إذا كان|إذا كانت|لو|لو كان|لو كانت|لنفترض|لنفترض أن|افترض أن|بفرض أن|هل|لنفرض أن
        اگر|فرض کنید|فرض کنیم|آیا
        यदि|अगर|मान लीजिए|मान लें|मान लो|मान लीजिए कि|माना|मान लें कि|क्या
        nếu|giả sử|giả sử rằng|cho rằng|giả dụ|liệu
        eğer|diyelim|diyelim ki|varsayalım|varsayalım ki|farz edelim|farz edelim ki
        假设|假如|如果|若|设|假定|假使|倘若|要是|令|试试|不妨设|假設
        もし|仮に|と仮定
        만약|만일|가정하면|가령
        ถ้า|หาก|สมมติ|สมมติว่า|สมมุติว่า|ให้""")
    + of("suppose"),
    "bounded": phrases("""
        less than|more than|greater than|bigger than|larger than|smaller than|fewer than|higher than|lower than|older than|younger than|better than|worse than|than
        at least|at most|no more than|no less than|no fewer than|up to|below|above|under|over|beyond|exceeds|exceed|exceeding|past|between|just under|just over|short of|shy of|upper bound|lower bound|upper bound of|lower bound of|bounded by|as much as|as many as|as few as|as little as|well over|well under
        greater than or equal to|less than or equal to|more than or equal to|doesn't exceed|not exceeding|not more than|not less than|anywhere from|ranges from
        in the set|in the interval|in the range|one of|among|somewhere between|either|both|all of|some of|any of|a member of|an element of
        größer als|kleiner als|mehr als|weniger als|höher als|höchstens|mindestens|maximal|minimal|unter|über|zwischen|bis zu|wenigstens
        plus grand que|plus petit que|plus de|moins de|supérieur à|supérieure à|inférieur à|inférieure à|au plus|au moins|entre|plus grande que|plus petite que|au maximum|au minimum|dépasse
        mayor que|menor que|más de|menos de|mayor a|menor a|superior a|inferior a|como máximo|como mínimo|a lo sumo|al menos|por lo menos|entre|más que|menos que
        maior que|menor que|maior do que|menor do que|mais de|menos de|no máximo|no mínimo|pelo menos|ao menos|entre|acima de|abaixo de|superior a|inferior a
        maggiore di|minore di|più di|meno di|più grande di|più piccola di|al massimo|al più|almeno|come minimo|tra|fra|superiore a|inferiore a
        groter dan|kleiner dan|meer dan|minder dan|hoogstens|minstens|ten minste|ten hoogste|maximaal|minimaal|tussen|onder|boven|dan
        większa niż|mniejsza niż|większe niż|mniejsze niż|więcej niż|mniej niż|większa od|mniejsza od|większy niż|mniejszy niż|co najmniej|co najwyżej|najwyżej|przynajmniej|między|ponad|poniżej|powyżej|niż
        больше|меньше|больше чем|меньше чем|более|менее|не более|не менее|не больше|не меньше|больше, чем|меньше, чем|свыше|выше|ниже|максимум|минимум|между|превышает|не превышает|не превосходит|до|по меньшей мере|как минимум|самое большее
        більше|менше|більше ніж|менше ніж|більша за|менша за|не більше|не менше|щонайменше|щонайбільше|понад|між|перевищує|не перевищує|більше за|менше за
        по-голям от|по-малък от|повече от|по-малко от|по-голямо от|по-малко|поне|най-много|най-малко|между|над|под|повече|не повече от
        μεγαλύτερη από|μικρότερη από|μεγαλύτερο από|μικρότερο από|περισσότερο από|λιγότερο από|τουλάχιστον|το πολύ|μεταξύ|πάνω από|κάτω από|από
        גדולה מ|קטנה מ|גדול מ|קטן מ|יותר מ|פחות מ|לפחות|לכל היותר|בין|מעל|מתחת ל
        أكبر من|أصغر من|أكثر من|أقل من|على الأقل|على الأكثر|بين|فوق|تحت|لا يتجاوز|لا يقل عن|لا يزيد عن|من
        بیشتر از|کمتر از|بزرگتر از|کوچکتر از|حداقل|حداکثر
        कम से कम|अधिक से अधिक|अधिकतम|न्यूनतम|ज़्यादा से ज़्यादा|से अधिक|से कम
        lớn hơn|nhỏ hơn|nhiều hơn|ít hơn|hơn|ít nhất|nhiều nhất|tối đa|tối thiểu|không quá|trên|dưới|giữa|không vượt quá|vượt quá
        en az|en çok|en fazla
        大于|小于|多于|少于|不小于|不大于|大於|小於|高于|低于|超过|不超过|至少|至多|最多|最少|不少于|不多于|介于|不低于|不高于|大于等于|小于等于|比|介於|未超过|达不到|不足
        少なくとも|多くとも|高々|最大で|最小で
        적어도|최소|최대|많아야|기껏해야
        มากกว่า|น้อยกว่า|อย่างน้อย|ไม่เกิน|ไม่น้อยกว่า|ไม่มากกว่า|อย่างมาก|ระหว่าง|เกิน|มากกว่าหรือเท่ากับ|อย่างน้อยที่สุด""")
    + of("bound"),
    "derived": phrases("""
        twice|thrice|double|half|half of|a half of|a third of|a quarter of|one third of|two thirds of|three times|two times|times|multiple of|multiples of|divisor of|divisible by|coprime to|relatively prime to|congruent to
        square root of|cube root of|root of|square of|cube of|power of|powers of|logarithm of|log of|reciprocal of|inverse of|opposite of|negation of|negative of|factorial of|sine of|cosine of|% of|digits of|exponent of|sqrt of|log base|digit of|last digit of|first digit of|number of digits of|plus|minus
        one more than|one less than|ends in|ends with|begins with|starts with|contains|contains a|involves|includes|rounds to|rounded from|based on|depends on|proportional to|divided by|multiplied by|raised to|to the power of|to the power|squared is|starting with|ending in|starting from
        das doppelte von|doppelt so groß wie|die hälfte von|ein vielfaches von|vielfaches von|teilbar durch|die wurzel aus|die wurzel von|das quadrat von|die summe von|durch|von|mal
        le double de|la moitié de|un multiple de|multiple de|divisible par|la racine de|racine carrée de|le carré de|le triple de|l'inverse de|l'opposé de
        el doble de|la mitad de|un múltiplo de|múltiplo de|divisible por|la raíz de|raíz cuadrada de|el cuadrado de|el triple de
        o dobro de|a metade de|metade de|um múltiplo de|múltiplo de|divisível por|a raiz de|raiz quadrada de|o quadrado de|o triplo de
        il doppio di|la metà di|un multiplo di|multiplo di|divisibile per|la radice di|radice quadrata di|il quadrato di|il triplo di
        het dubbele van|de helft van|een veelvoud van|veelvoud van|deelbaar door|de wortel van|het kwadraat van|van
        dwukrotność|połowa|połową|wielokrotność|wielokrotnością|podzielna przez|podzielne przez|pierwiastek z|kwadrat|kwadratem|dwa razy
        вдвое больше|удвоенное|половина|половина от|половине|кратно|кратен|кратное|делится на|корень из|квадрат числа|квадрату|дважды|удвоенный|удвоенному
        вдвічі більше|половина|половині|кратно|кратне|ділиться на|корінь з|квадрат числа|двічі
        половината от|половина от|кратно на|дели се на|корен от|квадратът на|два пъти
        το διπλάσιο του|το μισό του|πολλαπλάσιο του|διαιρείται με|η ρίζα του|το τετράγωνο του
        חצי מ|כפולה של|כפליים מ|מתחלקת ב|מתחלק ב|שורש של|הריבוע של|פעמיים|מחצית מ|פי
        ضعف|نصف|مضاعف|من مضاعفات|مضاعفات|يقبل القسمة على|جذر|الجذر التربيعي ل|مربع
        دو برابر|نصف
        दोगुना|आधा
        gấp đôi|một nửa của|nửa của|bội của|bội số của|chia hết cho|căn bậc hai của|bình phương của|gấp|một nửa
        两倍|一半是|除以|乘以|加|减|根号|平方根
        の倍数|倍の
        두 배|절반
        สองเท่าของ|ครึ่งหนึ่งของ|พหุคูณของ|หารด้วย|รากที่สองของ|กำลังสองของ""")
    + of("part"),
    "approximate": phrases("""
        approximately|approx|approx.|about|around|roughly|nearly|almost|close to|near|somewhere near|somewhere around|circa|not quite|in the neighborhood of|in the vicinity of|on the order of|of the order of|just about|more or less|≈|\\approx|~|sort of|kind of|some
        ungefähr|etwa|circa|ca.|rund|fast|annähernd|nahezu|nahe bei|zirka
        environ|à peu près|presque|approximativement|proche de|près de|quasi
        aproximadamente|alrededor de|casi|cerca de|unos|más o menos
        cerca de|quase|por volta de|em torno de|mais ou menos
        circa|quasi|all'incirca|approssimativamente|vicino a|intorno a
        ongeveer|bijna|rond|omstreeks|zo'n
        około|prawie|w przybliżeniu|mniej więcej|blisko
        примерно|приблизительно|около|почти|близок к|порядка
        приблизно|близько|майже|орієнтовно
        приблизително|около|почти
        περίπου|σχεδόν|κοντά στο
        בערך|כמעט|קרוב ל|בקירוב
        تقريبا|تقريباً|حوالي|نحو|قرابة|ما يقارب
        تقریبا|حدود
        लगभग|करीब|तकरीबन
        khoảng|gần|xấp xỉ|gần bằng|chừng|tầm
        yaklaşık|yaklaşık olarak|neredeyse|aşağı yukarı|civarı
        大约|大约是|约|约为|约等于|差不多|差不多是|将近|接近|近似|左右|大致|大致是
        約|およそ|ほぼ|だいたい|大体
        약|대략|거의
        ประมาณ|เกือบ|ราว|ราวๆ|ใกล้เคียง""")
    + of("about"),
    "quoted": phrases("""
        gpt-4 answered|he answered|she answered|once answered|swears|swears it's|mentions|crude bound gives|bound gives|easy bound gives|might think|may think|could think|would think|might believe|might expect|may say|could say|could claim|might call it|call it|might conclude|says|said that|claims|claimed|claim|claiming|believes|believed|thinks|asserts|insists|suggests|reports|reported|rumored to|rumoured to|says it|argues|argued|alleges|guessed|would say|might say|would answer|would write|would guess|would think|would claim|used to|people say|some say|they say|answer key lists|key says|i was told|was told|once wrote|student wrote|friend wrote|student got|friend got|friend gets|someone wrote|someone got|everybody got|everyone got|student writes|he says|she says|output is|tempted to answer|tempted to say|demands|to a lie
        sagt|behauptet|glaubt|meint|vermutet|sagt, dass|behauptet, dass|meinen
        dit que|dit qu'il|dit qu'elle|dit qu'on|dit que c'est|croit qu'il|pense qu'il|pense que|prétend|affirme|affirme qu'il|affirme que|croit|pense que|prétend que|disent que
        dice que|afirma que|cree que|afirma|piensa que|dicen que
        diz|diz que|afirma que|acha que|afirma|dizem que
        dice che|afferma che|crede che|pensa che|sostiene che|dicono che
        zegt|zegt dat|beweert|beweert dat|denkt dat|gelooft dat|meent
        mówi|mówi, że|twierdzi|twierdzi, że|uważa|uważa, że|sądzi, że
        говорит|говорит, что|утверждает|утверждает, что|считает|считает, что|думает, что|говорят, что|говорят|якобы
        каже|каже, що|стверджує|стверджує, що|вважає|вважає, що|кажуть, що
        казва|казва, че|твърди|твърди, че|смята, че|мисли, че
        λέει|λέει ότι|ισχυρίζεται|ισχυρίζεται ότι|πιστεύει ότι|νομίζει ότι
        אומר|אומר ש|טוען|טוען ש|אומרת|טוענת|אומרים|חושב ש|אומר שהתשובה|טוען שהתשובה
        يقول|يقول إن|يدعي|يدعي أن|يعتقد أن|يزعم أن|يقولون إن|يظن أن
        می گوید|می‌گوید
        कहता है|कहता है कि|कहते हैं|कहते हैं कि|मानता है कि|दावा है कि
        nói|nói rằng|cho là|khẳng định|nói là|tin rằng|bảo
        diyor ki|iddia ediyor ki
        说|有人说|认为|声称|称|有人认为|他说|她说|据说|听说|有同学认为|说答案是|误以为|以为|看成
        によると
        에 따르면
        บอกว่า|กล่าวว่า|คิดว่า|เชื่อว่า|อ้างว่า""")
    + of("said"),
    "elsewhere": phrases("""
        different problem|another problem|other problem|previous problem|last problem|next problem|easier problem|similar problem|different question|another question|previous question|other question|old problem|original guess|previous answer|old answer|former answer|other answer|different answer|wrong key|used to be|lower bound for the answer|opposite
        would be the answer to|lucky number|favorite number|favourite number"""),
}
"""What stands right before a value (only words of `FILLERS` between them) and keeps it from being the answer."""

FILLERS = phrases("""
    as claimed|as required|as desired|as expected|as stated|as promised|as needed|maybe surprisingly|perhaps surprisingly|surprisingly|not surprisingly|interestingly
    the|a|an|is|are|was|be|been|being|it|it's|its|this|that|that's|to|by|the answer|answer|final|correct|right|exactly|precisely|just|simply|only|simply the|equal to|equals|equal|really|actually|indeed|also|always|then|would|should|must|will|value|number|integer|result|solution|quantity|output|option|choice|possibly the|as|here|now|even|write|say|put|choose|pick|conclude|the number|in fact|x|n|y|k|going|go|with answer|out|of being|have been|that it|my|your|our
    die|der|das|antwort|ist|die antwort|dass|es|sein|lautet|beträgt|ergebnis|lösung|zahl|genau|gleich
    la|le|les|une|un|réponse|est|c'est|que|ce|être|soit|résultat|solution|égal à|égale à|égal|valeur|vaut|la réponse|nombre
    respuesta|la respuesta|es|sea|ser|el|que|resultado|solución|igual a|valor|número|vale
    resposta|a resposta|é|seja|o|resultado|solução|igual a|valor|número|de que
    risposta|la risposta|è|sia|essere|il|lo|che|risultato|soluzione|uguale a|pari a|valore|numero
    het|antwoord|het antwoord|de|dat|zijn|resultaat|oplossing|gelijk aan|waarde|getal|is het antwoord
    odpowiedź|odpowiedzią|to|jest|że|wynosi|wynik|równa|równe|być|liczba|wartość|odpowiedzią jest|jest równa
    ответ|ответом|равен|равна|равно|является|это|что|быть|число|результат|значение|будет|—
    відповідь|відповіддю|дорівнює|це|що|є|бути|число|результат|рівна
    отговор|отговорът|е|че|да|равен на|число|резултат|резултатът|че отговорът
    η|απάντηση|είναι|ότι|να|το|αποτέλεσμα|ίση με|ίσο με|αριθμός|ο
    התשובה|היא|הוא|תשובה|זה|שווה ל|ש|כי|שהתשובה|המספר
    الجواب|الإجابة|هو|هي|يساوي|تساوي|أن|أن يكون|أن تكون|النتيجة|الناتج|الحل|الجواب هو|العدد|يكون|تكون
    پاسخ|جواب|برابر است با|است
    उत्तर|है|कि|का|मान|अधिकतम मान|न्यूनतम मान|जवाब|यह|बराबर|संख्या
    đáp án|đáp số|câu trả lời|là|kết quả|bằng|rằng|phải là|số|giá trị
    cevap|cevabın|yanıt|sonuç|doğru|sayı|ki|bu
    答案|的答案|是|为|為|等于|结果|的结果|应|应该|应该是|就是|答案是|最终|正确|一个|选|填|答
    答え|答えは|は|が|の|値|解|答|正解|正解は|解は|値は
    정답|정답은|답|답은|은|는|이|가|값은|값|결과는
    คำตอบ|คือ|เป็น|เท่ากับ|ว่า|คำตอบคือ|ค่า|จะ|จำนวน""") + of("fill", "is", "result", "answer")
"""What may stand between a phrase of `BEFORE` and the value."""

LABELS = phrases("""
    lemma|theorem|proposition|corollary|step|steps|part|page|pages|section|chapter|equation|eq|eqn|figure|fig|table|case|cases|line|lines|row|column|exercise|problem|question|example|claim|axiom|definition|remark|appendix|item|attempt|try|trial|iteration|round|hint|version|volume|paragraph|footnote|reference|method|approach|level|stage|phase|problem no|question no|grade
    satz|schritt|seite|kapitel|abschnitt|aufgabe|gleichung|abbildung|fall|teil|zeile|hilfssatz
    théorème|lemme|étape|chapitre|équation|exercice|cas|partie|ligne|paragraphe
    teorema|paso|página|capítulo|sección|ecuación|ejercicio|caso|parte|línea|lema|problema|pregunta
    passo|seção|equação|exercício|linha|questão
    passaggio|pagina|capitolo|sezione|equazione|esercizio|riga|domanda
    stelling|stap|bladzijde|hoofdstuk|paragraaf|vergelijking|opgave|geval|regel|vraag
    twierdzenie|twierdzenia|lemat|lematu|krok|kroku|kroki|strona|stronie|rozdział|równanie|zadanie|zadania|przypadek|pytanie
    теорема|теореме|теоремы|лемма|лемме|леммы|шаг|шага|шаге|страница|странице|глава|главе|уравнение|задача|задаче|задачи|случай|пункт|пункте|вопрос|рисунок
    лема|лемою|лемі|крок|кроку|кроці|сторінка|розділ|рівняння|завдання|випадок|питання
    стъпка|страница|глава|уравнение|задача|случай|въпрос
    θεώρημα|λήμμα|βήμα|σελίδα|κεφάλαιο|εξίσωση|άσκηση|περίπτωση|ερώτηση
    משפט|למה|שלב|עמוד|פרק|משוואה|תרגיל|מקרה|שאלה|בעיה
    نظرية|المبرهنة|مبرهنة|الخطوة|خطوة|صفحة|الصفحة|الفصل|المعادلة|التمرين|الحالة|السؤال|المسألة
    مرحله|صفحه|سوال
    चरण|पृष्ठ|अध्याय|समीकरण|प्रश्न|स्थिति|प्रमेय|उदाहरण
    định lý|định lí|bổ đề|bước|trang|chương|phương trình|bài|bài tập|trường hợp|câu|mục|hình
    adım|sayfa|bölüm|denklem|soru|durum|teorem|örnek|problem
    引理|定理|步骤|第|例|命题|推论|公式|图|情况|情形|题|表
    補題|ステップ|手順|問題|場合
    보조정리|정리|단계|문제|경우
    บทตั้ง|ทฤษฎีบท|ขั้นตอนที่|ขั้นที่|หน้า|บทที่|สมการที่|ข้อที่|ข้อ|กรณีที่""") + of("label")
"""A bare number after one of these is a name: by lemma 7, on page 7."""
