# ruff: noqa: E501  (a line of a table is one language)
"""The words around a value, as data: what introduces an answer, and what says that a value is not offered as one.

Each table is a text of phrases, divided by `|`, one line a language; phrases are in lower case and matched at word
borders (Chinese, Japanese, Korean and Thai, which write without spaces or glue particles on, anywhere). Where a phrase
must stand is the table's: `BEFORE` right before the value, `AFTER` right after it, `AROUND` anywhere in its sentence.
The languages are those of the language reward, and Persian.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "negated", "wrong", "doubted", "supposed", "bounded", "derived", "approximate", "quoted", "elsewhere", "gave up"
]
REASONS = MappingProxyType(
    {
        "negated": "the value is negated",
        "wrong": "the value is called wrong",
        "doubted": "the value is doubted",
        "supposed": "the value is supposed, not stated",
        "bounded": "the value is a bound of the answer, not the answer",
        "derived": "the answer is described by a value, not stated",
        "approximate": "a whole number that is said to be about the answer is no answer",
        "quoted": "the value is quoted",
        "elsewhere": "the value belongs to something else",
        "gave up": "the text says that it has no answer",
    }
)


def phrases(table: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for line in table.splitlines() for one in line.split("|") if one.strip()))


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
        không phải|không phải là|không|không bằng|chẳng phải|khác|khác với|chưa phải|ngoại trừ
        değil|asla
        不是|並非|并非|不等于|不為|不为|不可能是|不可能为|不会是|不應是|不应是|不应为|不能是|不能为|絕不是|绝不是|决不是|而不是|非|不同于|除了|未必是|不一定是|不|没有|别选|不选|不要选|排除
        ではなく|でなく|以外の
        아닌|말고
        ไม่ใช่|ไม่เท่ากับ|ไม่|มิใช่|ยกเว้น|ไม่ได้|ไม่น่าใช่"""),
    "wrong": phrases("""
        rejected|my answer of|wrong|incorrect|false|mistaken|erroneous|untrue|bogus|fake|invalid|faulty|flawed|naive|naïve|careless|tempting|tempted|trap|decoy|distractor|misleading|lie|myth
        mistake|a common error|common error|typical error|usual error|frequent error|misconception|fallacy|upper bound|lower bound|wrong to say|wrong to claim|wrong to think|wrong to conclude|not true|not correct|not right|not the case|it would be wrong to say|mistakenly|wrongly|incorrectly|erroneously|falsely|by mistake
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
        ผิด|คำตอบที่ผิด|ไม่ถูกต้อง|เท็จ"""),
    "doubted": phrases("""
        bait|draft|todo|to do|todo: check|first draft|rough draft|sketch|e.g.|e.g|for example|for instance|example|sample|format your answer like|like this|in the form|tentative|tentatively|placeholder|provisional|would guess|said to be|believed to be|claimed to be|thought to be|estimated to be|conjectured to be|rumoured to be|maybe|perhaps|possibly|probably|likely|unlikely|presumably|supposedly|allegedly|apparently|conceivably|arguably|potentially|seemingly|ostensibly|hopefully|plausibly
        guess|guessing|wild guess|my guess|a guess|best guess|lucky guess|hunch|gut feeling|suspect|suspecting|conjecture|wonder|wondering|doubt|doubting|doubtful|unsure|uncertain|unclear|speculate|feel like
        could|might|may|can|could well|may well|might well|seems|seem|appears|appear|looks like|look like|looks|feels like|tends to|ought to|supposed to
        should have been|one possibility|a possibility|a candidate|one candidate|a possible answer|one option|one guess|first thought|first guess|second guess|if i had to
        % sure|% certain|percent sure|half sure|fairly sure|not sure|not certain|not convinced|half convinced
        vielleicht|vermutlich|wahrscheinlich|möglicherweise|eventuell|womöglich|wohl|könnte|dürfte|schätze|tippe|geraten|vermutung|unsicher|angeblich|anscheinend|scheint|zweifle|bezweifle|ich bezweifle, dass
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
        可能|可能是|可能为|也许|也许是|或许|或许是|大概|大概是|恐怕|恐怕是|似乎|似乎是|好像|好像是|猜|我猜|猜测|我猜是|猜是|猜一个|不确定|估计|估计是|怀疑|我怀疑|怀疑答案|说不定|说不定是|未必|大約|疑似|难道|难道是|是否|是不是|会不会是|应该是吧|兴许|看起来像|瞎猜
        もしかすると|もしかしたら|おそらく|たぶん|恐らく|多分|ひょっとすると|推測|当てずっぽう|きっと
        아마|아마도|어쩌면|혹시|추측|추측하건대|짐작|찍으면|대충
        อาจ|อาจจะ|อาจจะเป็น|อาจเป็น|น่าจะ|น่าจะเป็น|บางที|เดา|เดาว่า|คงจะ|คงเป็น|ไม่แน่ใจ|สงสัยว่า|คาดว่า"""),
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
        ถ้า|หาก|สมมติ|สมมติว่า|สมมุติว่า|ให้"""),
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
        มากกว่า|น้อยกว่า|อย่างน้อย|ไม่เกิน|ไม่น้อยกว่า|ไม่มากกว่า|อย่างมาก|ระหว่าง|เกิน|มากกว่าหรือเท่ากับ|อย่างน้อยที่สุด"""),
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
        สองเท่าของ|ครึ่งหนึ่งของ|พหุคูณของ|หารด้วย|รากที่สองของ|กำลังสองของ"""),
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
        ประมาณ|เกือบ|ราว|ราวๆ|ใกล้เคียง"""),
    "quoted": phrases("""
        gpt-4 answered|he answered|she answered|once answered|swears|swears it's|mentions|crude bound gives|bound gives|easy bound gives|might think|may think|could think|would think|might believe|might expect|may say|could say|could claim|might call it|call it|might conclude|says|said that|claims|claimed|claim|claiming|believes|believed|thinks|asserts|insists|suggests|reports|reported|rumored to|rumoured to|says it|argues|argued|alleges|guessed|would say|might say|would answer|would write|would guess|would think|would claim|used to|people say|some say|they say|answer key lists|key says|i was told|was told|once wrote|student wrote|friend wrote|student got|friend got|friend gets|someone wrote|someone got|everybody got|everyone got|student writes|he says|she says|output is|tempted to answer|tempted to say|demands|to a lie
        sagt|behauptet|glaubt|sagt, dass|behauptet, dass|meinen
        dit que|prétend|affirme|affirme que|croit|pense que|prétend que|disent que
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
        บอกว่า|กล่าวว่า|คิดว่า|เชื่อว่า|อ้างว่า"""),
    "elsewhere": phrases("""
        different problem|another problem|other problem|previous problem|last problem|next problem|easier problem|similar problem|different question|another question|previous question|other question|old problem|original guess|previous answer|old answer|former answer|other answer|different answer|wrong key|used to be|lower bound for the answer|opposite
        would be the answer to|lucky number|favorite number|favourite number"""),
}
"""What stands right before a value (only words of `FILLERS` between them) and keeps it from being the answer."""

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
    บทตั้ง|ทฤษฎีบท|ขั้นตอนที่|ขั้นที่|หน้า|บทที่|สมการที่|ข้อที่|ข้อ|กรณีที่""")
"""A bare number after one of these is a name: by lemma 7, on page 7."""

AFTER: dict[Kind, tuple[str, ...]] = {
    "negated": phrases("""
        not|isn't|isnt|wasn't|aren't|never|cannot|can't|couldn't|won't|doesn't|does not|do not|don't|did not|didn't|fails|failed|cannot be|neither|no longer
        ist nicht|ist es nicht|nicht|ist keine|ist kein|kann nicht|erfüllt nicht|erfüllt die gleichung nicht|scheidet aus|funktioniert nicht
        n'est pas|ne convient pas|ne vérifie pas|ne peut pas|non|ne marche pas|n'est jamais
        no es|no cumple|no satisface|no puede|no funciona|no sirve|no
        não é|não satisfaz|não pode|não serve|não funciona|não
        non è|non soddisfa|non può|non funziona|no
        is niet|is het niet|niet|voldoet niet|klopt niet|kan niet|nee
        nie jest|to nie|nie spełnia|nie może|nie działa|nie pasuje|nie
        не|не является|не подходит|не удовлетворяет|не может|не годится|нет
        не є|не підходить|не задовольняє|не може|ні
        не е|не удовлетворява|не може|не става|не
        δεν είναι|δεν ικανοποιεί|δεν μπορεί|δεν|όχι
        אינה|אינו|לא|איננה|איננו|אינם
        ليس|ليست|لا يحقق|لا تحقق|لا يمكن|لا يصلح|لا
        نیست|نمی‌باشد|نمی باشد
        नहीं|उत्तर नहीं|सही नहीं|ग़लत
        không phải|không thỏa|không thoả|không thể|không
        değil|değildir|olamaz|sağlamaz
        不是|并不是|不可能|不符合|不满足|不成立|不合|不能|不行|不为|舍去|舍|非|不对|不可|不算|并非
        ではない|ではありません|でない|じゃない|ではなく|は答えではない|ではないです|にはならない|にはなりません|は不適|を満たさない|は適さない|とはならない
        아닙니다|아니다|아니에요|아니며|아니고|아님|가 아닙니다|이 아닙니다|이 아니다|가 아니다|은 아니다|는 아니다|은 아닙니다|는 아닙니다|이 아니라|가 아니라|이 될 수 없|가 될 수 없|은 될 수 없|은 조건을 만족하지
        ไม่ใช่|ไม่ถูก|ไม่เป็น|ไม่สอดคล้อง|ไม่ได้|ไม่"""),
    "wrong": phrases("""
        makes no sense|make no sense|turned out to be wrong|turned out wrong|turns out to be wrong|has been ruled out|was ruled out|has been rejected|was rejected|has been refuted|has been excluded|larger than|smaller than|bigger than|greater than the|less than the|citation needed|not an integer|not a solution|← wrong|i made that up|made up|a common misconception|a misconception|marked wrong|refuted|disproved|disproven|ignore that|disregard that|disregard this|ignore this|forget that|forget it|wrong|incorrect|false|mistaken|no,|no.|no!|nope|erroneous|extraneous|impossible|invalid|inadmissible|excluded|ruled out|rejected|discarded|must be rejected|must be discarded|must be excluded|can be ruled out|can be excluded|to be rejected|nonsense|absurd|unacceptable|contradicts|leads to a contradiction|gives a contradiction|violates|too small|too large|too big|too high|too low|too much|too many|too few|off by|a mistake|a common mistake|an error|a trap|a lie|a decoy|a distractor|untrue|just kidding|kidding|april fool|scratch that|strike that|oops|wait|hmm|or not|✗|✘|❌|✖|👎|🚫
        what you get when you|what one gets when|what most people would|what most people say|what a student|what a careless|what you get if|what one gets if|what you would|a tempting|tempting|a typical mistake|the usual mistake|the wrong|a wrong|the incorrect|an incorrect|an impostor|a red herring|obviously wrong|clearly wrong|plainly wrong|the false|a false
        ist falsch|falsch|ist die falsche|ist ein fehler|ist unmöglich|ist verkehrt|ist zu groß|ist zu klein|ist ausgeschlossen|ist inkorrekt|stimmt nicht|wäre falsch
        est faux|est fausse|est incorrect|est incorrecte|est une erreur|faux|est impossible|est exclu|est à rejeter|à rejeter|est trop grand|est erroné|est erronée|est la mauvaise réponse
        es incorrecto|es incorrecta|es falso|es falsa|es un error|incorrecto|es erróneo|es imposible|se descarta|está mal|es demasiado|es la respuesta incorrecta|es una respuesta incorrecta
        é incorreto|é incorreta|é falso|está errado|está errada|é um erro|incorreto|é impossível|é errado|deve ser descartado|é errada|é a resposta errada
        è sbagliato|è sbagliata|è errato|è errata|è falso|è un errore|sbagliato|è impossibile|è da scartare|è la risposta sbagliata|è scorretto
        is fout|is onjuist|is verkeerd|is een fout|fout|is onmogelijk|is incorrect|klopt niet|valt af|is het verkeerde
        jest błędne|jest błędna|to błąd|jest złą|jest nieprawidłowa|jest nieprawidłowe|błędnie|jest niepoprawna|jest niemożliwe|odpada|to zła odpowiedź|to błędna odpowiedź|jest błędną
        неверно|неверный|неправильно|неправильный|ошибочно|это неверно|это неправильно|ошибка|ложно|это ошибка|посторонний корень|отпадает|исключается|невозможно|неверный ответ|неправильный ответ
        неправильно|неправильна|це помилка|невірно|помилка|хибно|відпадає|неможливо|хибна|неправильна відповідь|це неправильно|це неправильна
        е грешно|е грешен|е грешка|е грешна|грешно|отпада|е невъзможно|е неправилно|е погрешно
        είναι λάθος|είναι λανθασμένο|είναι λανθασμένη|λάθος|απορρίπτεται|είναι αδύνατο|είναι εσφαλμένο
        שגוי|שגויה|היא שגויה|הוא שגוי|היא טעות|זו טעות|טעות|נפסל|לא נכון|זה שגוי
        خطأ|خاطئ|خاطئة|هو خطأ|هي خطأ|غير صحيح|غير صحيحة|مرفوض|إجابة خاطئة|مستحيل|هو خاطئ|غلط
        غلط است|نادرست است|اشتباه است
        गलत|गलत है|ग़लत है|असंभव है|अशुद्ध है|अमान्य|एक गलत
        là sai|sai|bị loại|loại|là một sai lầm|vô lý|là đáp án sai|không đúng|là câu trả lời sai
        yanlış|yanlıştır|hatalı|hatalıdır|yanlış cevap|imkansız|bir hata
        是错误|是错的|错误|错|是错|不正确|有误|是误|矛盾|被舍去|应舍去|是假|是干扰|太大|太小|与题意不符|与条件矛盾|是常见错误|是错解|是错误答案|不合题意|是一个错误|是陷阱|明显错误
        は間違い|は誤り|は不正解|は誤答|間違い|は不適|誤り|は矛盾|は大きすぎ|は小さすぎ|は正しくない|は正しくありません|は違います|は違う|は誤った|は間違った|は偽
        은 틀렸|는 틀렸|은 오답|는 오답|이 틀렸|가 틀렸|은 잘못|는 잘못|오답|틀렸|틀린|은 틀린|는 틀린|은 불가능|는 불가능|은 거짓|는 거짓|은 너무|는 너무
        ผิด|เป็นคำตอบที่ผิด|ไม่ถูกต้อง|เป็นไปไม่ได้|ใช้ไม่ได้|คือคำตอบที่ผิด|นั้นผิด"""),
    "doubted": phrases("""
        olduğunu sanmıyorum|olduğunu düşünmüyorum|とは思えない|とは思わない|だとは思えない|だとは思わない|라고 생각하지 않|이라고 생각하지 않|라고 확신할 수 없|이라고 확신할 수 없
        my best guess|best guess|just a placeholder|a placeholder|maybe|perhaps|possibly|probably|i guess|i think|i suppose|i hope|a guess|just a guess|only a guess|wild guess|my guess|not sure|unsure|not certain|i'm not sure|i doubt|doubtful|questionable|could be|might be|may be|may or may not|might work|could work|may work|is possible|is likely|is plausible|is unlikely|guess|looks right|one possibility|a possibility|one candidate|a candidate|one option|one of the|my first guess|my first thought|my first answer|a conjecture|just a conjecture|don't trust|i don't trust|i don't believe|with probability|% sure|for now|unverified|not verified|to be verified|to be checked|needs checking|who knows|or something|or whatever|or thereabouts|as a guess|as a placeholder|placeholder|tentatively|tbd|i wonder|if i'm lucky|if i remember|unless|remains unclear|remains open|an estimate|only an estimate
        vielleicht|wahrscheinlich|vermutlich|oder so|glaube ich|schätze ich|bin mir nicht sicher|geraten|könnte stimmen|möglicherweise|rate ich|ist geraten|könnte|wäre möglich|ist möglich
        peut-être|probablement|je crois|je suppose|je ne suis pas sûr|au hasard|je devine|est possible|pourrait
        tal vez|quizás|quizá|creo|supongo|no estoy seguro|probablemente|es posible|podría|a lo mejor
        talvez|acho|provavelmente|não tenho certeza|é possível|poderia|suponho|chute
        forse|credo|probabilmente|non sono sicuro|è possibile|potrebbe|suppongo|direi
        misschien|waarschijnlijk|denk ik|weet ik niet zeker|gok ik|is mogelijk|vermoed ik|zou kunnen
        może|chyba|prawdopodobnie|nie jestem pewien|zgaduję|możliwe|przypuszczam|być może
        возможно|вероятно|наверное|может быть|не уверен|я не уверен|кажется|наугад|предположительно|наверно|думаю
        можливо|мабуть|ймовірно|не впевнений|здається|навмання|я не впевнений
        може би|вероятно|не съм сигурен|предполагам|възможно
        ίσως|μάλλον|πιθανόν|δεν είμαι σίγουρος|νομίζω
        אולי|כנראה|אני לא בטוח|לא בטוח|ייתכן|אני מנחש|נראה לי
        ربما|على الأرجح|لست متأكدا|لست متأكداً|أظن|محتمل|كما أظن
        शायद|संभवतः|मुझे यकीन नहीं|पक्का नहीं|हो सकता है|हो सकती है|संभव है|अनुमान है
        có lẽ|chắc vậy|tôi không chắc|không chắc|tôi đoán|có thể|chăng|thì phải
        belki|muhtemelen|galiba|sanırım|emin değilim|olabilir|herhalde|diye tahmin
        吧|可能|也许|大概|不确定|不太确定|我猜|猜的|或许|是猜|只是猜|仅是猜|待定|存疑|是可能
        かもしれ|でしょうか|だろうか|と思うが|だと思うが|は推測|自信がない|らしい|と推測|の可能性|だろう|でしょう|と思われ|かな|だったかも|か？|か?
        일지도|인 것 같|인것 같|일 수도|일 것 같|인지도|일까|확실하지 않|아마|로 추측|인 듯|가 맞는지|일 가능성
        มั้ง|หรือเปล่า|ไม่แน่ใจ|อาจจะ|ไหม|น่าจะ|กระมัง|เดาเอา"""),
    "supposed": phrases("""
        for the sake of argument|if|assuming|unless|provided|only if|supposing|else|otherwise|would be|would have been|would follow|would work|would only|is assumed|in that case|had the|were it
        falls|wenn|wäre|sofern
        si|serait|à condition
        sería|siempre que
        se|seria
        sarebbe|purché
        zou zijn|mits
        jeśli|gdyby|byłaby|byłoby
        если|если бы|был бы|было бы|при условии
        якщо|якби|був би
        ако|би било
        αν|εάν|θα ήταν
        אם|לו
        إذا|لو|بشرط
        यदि|अगर
        nếu|giả sử
        eğer|olsaydı|ise
        如果|假如|若|的话|假设
        と仮定|とすると|ならば|であれば|だったら|なら
        이라면|라면|이면|이라고 가정|라고 가정
        ถ้า|หาก"""),
    "bounded": phrases("""
        less than|more than|fewer than|greater than|or more|or less|or fewer|or greater|or higher|or lower|or above|or below|or so|and up|and above|and below|or larger|or smaller|at most|at least|tops|upwards|plus or minus|±|is an upper bound|is a lower bound|upper bound|lower bound|an upper bound|a lower bound|or thereabouts|give or take|ish|-ish|ish.|short of|shy of|away from|an overestimate|an underestimate
        oder mehr|oder weniger|mindestens|höchstens|mehr als|weniger als|bis|ist eine obere schranke|ist eine untere schranke
        ou plus|ou moins|au plus|au moins|de plus que|de moins que|est un majorant|est un minorant
        o más|o menos|como máximo|como mínimo|más que|menos que|es una cota
        ou mais|ou menos|no máximo|no mínimo
        o più|o meno|al massimo|al minimo
        of meer|of minder|hoogstens|minstens
        lub więcej|lub mniej|co najwyżej|co najmniej
        или больше|или меньше|или более|или менее|максимум|минимум|и больше|и более
        або більше|або менше|щонайменше
        или повече|или по-малко
        ή περισσότερο|ή λιγότερο
        או יותר|או פחות|לפחות|לכל היותר
        أو أكثر|أو أقل|على الأكثر|على الأقل
        या अधिक|या कम|से अधिक|से कम|से बड़ा|से छोटा|से ज़्यादा|से बड़ी|से छोटी|से ज्यादा
        hoặc hơn|trở lên|trở xuống|hoặc ít hơn|là cận trên|là cận dưới
        den büyük|den küçük|den fazla|den az|dan büyük|dan küçük|dan fazla|dan az|ten büyük|ten küçük|tan büyük|tan küçük|den daha|dan daha|ten daha|tan daha|veya daha|ya da daha
        以上|以下|以内|以外|之内|多|左右|上下|或更多|或以上|开外|是上界|是下界|未満|より|以后|以前|之间|到|至
        以上|以下|未満|より大|より小|より多|より少|を超え|を下回|程度|前後|くらい|ぐらい|以内
        이상|이하|미만|초과|보다 크|보다 작|보다 많|보다 적|을 넘|를 넘|정도|쯤|이내|보다|가량
        ขึ้นไป|ลงมา|หรือมากกว่า|หรือน้อยกว่า|เป็นขอบเขต"""),
    "derived": phrases("""
        squared|cubed|factorial|plus|minus|divided by|multiplied by|mod|modulo|to the power|raised to|more than|less than|times as|percent of|% of|per mille|lakh|crore|grand|plus something|and a half|and a bit|and change
        mal|hoch|geteilt durch|quadriert|halbe|drittel
        fois|au carré|au cube|divisé par|demi|tiers
        veces|al cuadrado|al cubo|dividido por|medios|tercios
        vezes|ao quadrado|ao cubo|dividido por
        volte|al quadrato|al cubo|diviso
        keer|in het kwadraat|gedeeld door
        razy|do kwadratu|podzielone przez
        раз|в квадрате|в кубе|делить на|умножить на|в степени
        разів|у квадраті|поділити на
        пъти|на квадрат|делено на
        φορές|στο τετράγωνο
        פעמים|בריבוע|חלקי
        مرات|تربيع|مقسوم على
        गुना|का दोगुना|का आधा|का गुणज|का वर्ग|का दुगुना|के गुणज
        lần|bình phương|chia cho|mũ
        nin katı|nin yarısı|nin iki katı|katı|nun katı|nin karesi|in katı|ün katı|kere|bölü
        倍|的倍数|的两倍|的一半|的平方|分之|乘以|除以|加|减|万|亿|百|千|的平方根|的阶乘|位|次方|的倒数|的相反数|折
        の倍数|倍|の半分|の二乗|分の|の平方根|の逆数|乗|の約数|万|億
        의 배수|배|의 절반|의 제곱|분의|의 제곱근|의 약수|의 역수|만|억
        เท่า|ยกกำลัง|หาร|คูณ|เท่าของ"""),
    "quoted": phrases("""
        gpt-4 answered|he answered|she answered|once answered|swears|swears it's|mentions|according to|says|claims|he says|she says|they say|in the key|in the answer key|in the book|as some|as others|as many|wrote|was the old|was my first|was my old|was my previous|was the first|was a typo|is a typo|was said|is said|used to be|was once|was rejected|was supposed|was wrong|was incorrect|is what chatgpt|was what|is what the key|as the key|sagt|behauptet|selon|según|segundo|secondo|volgens|według|по словам|согласно|за словами|според|σύμφωνα με|לפי|حسب|وفقا ل|के अनुसार|theo|diyor|是某|是他|是别人|是有人|と言|だと主張|と主張|といわれ|라고 말|이라고 말|라고 주장|이라고 주장|이라고 하"""),
    "elsewhere": phrases("""
        is the number of this|is the number of the exercise|steps in this|gaps|lucky number|attempts|tries|is my favorite|is my favourite|is my lucky|is irrelevant|is unknown|is missing|is the wrong|is left as|for a different|for another|for the other|for the previous|to a different|to another|to the previous|in a different|in another
        versuche|versuchen|tentatives|essais|intentos|tentativas|tentativi|pogingen|prób|попыток|попытки|спроб|опита|προσπάθειες|ניסיונות|محاولات|प्रयास|lần thử|deneme|次尝试|次失败|回試|번 시도|ครั้งที่ลอง"""),
}
"""What stands right after a value (only words of `FILLERS_AFTER` between them) and keeps it from being the answer."""

AROUND: dict[Kind, tuple[str, ...]] = {
    "doubted": phrases("""
        i don't think|i do not think|we don't think|don't believe|do not believe|yesterday the answer|ich glaube nicht|ich denke nicht|je ne pense pas|je ne crois pas|no creo que|no creo|no pienso que
        não acho|não creio|non credo|non penso|ik denk niet|ik geloof niet|nie sądzę|nie wydaje mi się|nie myślę|не думаю|не считаю|не верю|не вважаю|не мисля|не вярвам|δεν νομίζω|δεν πιστεύω|אני לא חושב|אינני חושב|لا أعتقد|لا أظن
        मुझे नहीं लगता|tôi không nghĩ|tôi không cho|sanmıyorum|düşünmüyorum|不认为|不觉得|不相信|思えない|思わない|생각하지 않|확신할 수 없|ไม่คิดว่า|ไม่เชื่อว่า
        with probability 0|i'm not sure|i am not sure|i'm unsure|not certain|no idea|just guessing|wild guess|i'm guessing|i am guessing|my guess|i doubt|i'm going to guess|i'll guess|unless i made|can't be sure|cannot be sure|not confident|i don't trust|i do not trust|i don't believe|tempted to|it is tempting|it's tempting|remains unclear|is unclear|remains unknown|is unknown|flipped a coin|rolled a die|random guess|at random, i|could be it|might be it
        ich bin nicht sicher|bin mir nicht sicher|keine ahnung|ich rate|ich bezweifle
        je ne suis pas sûr|aucune idée|je devine|je doute
        no estoy seguro|ni idea|adivino|dudo que
        não tenho certeza|não faço ideia|duvido que|chuto
        non sono sicuro|nessuna idea|dubito che|tiro a indovinare
        ik weet het niet zeker|geen idee|ik gok|ik betwijfel
        nie jestem pewien|nie mam pojęcia|zgaduję|wątpię
        не уверен|понятия не имею|угадываю|наугад|сомневаюсь
        не впевнений|гадки не маю|навмання|сумніваюс
        не съм сигурен|нямам представа|съмнявам се
        δεν είμαι σίγουρος|δεν έχω ιδέα|αμφιβάλλω
        אני לא בטוח|אין לי מושג|אני מנחש|אני מטיל ספק
        لست متأكد|ليس لدي فكرة|أخمن|أشك
        مطمئن نیستم
        मुझे यकीन नहीं|मुझे संदेह|कोई अंदाज़ा नहीं|अंदाज़ा लगा
        tôi không chắc|không biết chắc|tôi đoán|tôi nghi ngờ
        emin değilim|hiçbir fikrim yok|tahmin ediyorum|şüpheliyim
        不确定|不知道答案|我猜|瞎猜|乱猜|随便猜|怀疑
        わからないが|わかりませんが|自信がない|推測です|当てずっぽう
        확실하지 않|모르겠지만|찍었|추측
        ไม่แน่ใจ|ไม่มั่นใจ|ขอเดา"""),
    "quoted": phrases("""
        gpt-4 answered|he answered|she answered|once answered|swears|swears it's|mentions|everyone|everybody|my roommate|gpt-4|the oracle|the problem mentions|flipping a coin, i|i would guess|i'd guess|i'm picking|i am picking|failed to show|failed to prove|fail to show|in my class|my class|the problem says|the problem states|the question says|the exercise says|according to|rumor|rumour|rumored|i was told|i am told|i'm told|we are told it|i have been told|i heard|i read that|on the internet|chatgpt|claude says|wikipedia|answer key|the key says|the key may|my friend|a friend of mine|my teacher|my classmate|a classmate|some textbooks|textbooks|some books|the official key|some people|most people|many people|anyone who|people often|careless reader|student once|a student|some students|one source|another source|some say|others say|somebody|someone
        laut|mein freund|manche sagen|ein schüler|on pourrait croire|on pourrait penser|man könnte meinen|man könnte denken|podría pensarse|uno podría pensar|alguém poderia pensar|si potrebbe pensare|men zou kunnen denken|można by pomyśleć|можно подумать|d'après|selon|mon ami|certains disent|un élève|según|mi amigo|algunos dicen|un alumno|segundo o|meu amigo|alguns dizem|um aluno|secondo il|il mio amico|alcuni dicono|uno studente|volgens|mijn vriend|sommigen zeggen|een leerling|według|mój kolega|niektórzy mówią|uczeń
        мой друг|некоторые говорят|один ученик|по слухам|по мнению|мій друг|дехто каже|приятелят ми|някои казват|ο φίλος μου|μερικοί λένε|חבר שלי|יש אומרים|صديقي|يقول البعض|मेरे दोस्त|कुछ लोग|bạn tôi|có người|arkadaşım|bazıları
        有人说|有人认为|有同学|小明认为|网上说|据说|听说|某同学|友人|ある人|ある生徒|友達は|친구|어떤 사람|학생이|เพื่อน|บางคน"""),
    "supposed": phrases("""
        for the sake of argument|what if|suppose|supposing|imagine|pretend|hypothetically|under the false|had the|would have been|nehmen wir an|angenommen|supposons|supongamos|suponhamos|supponiamo|stel dat|załóżmy|предположим|допустим|припустимо|да предположим|ας υποθέσουμε|נניח|لنفترض|मान लीजिए|giả sử|varsayalım|假设|假如|倘若|仮に|만약|สมมติว่า"""),
    "wrong": phrases("""
        would be a lie|is a lie|is a myth|is a mistake|would be wrong|would be a mistake|is wrong to|wrong to|it is false|it's false|is not true|isn't true|is untrue|is impossible that|common mistake|common error|typical error|typical mistake|misconception|by mistake"""),
}
"""What keeps a value from being the answer wherever it stands before it in the sentence, up to a "so" or "therefore"."""

GAVE_UP = phrases("""
    give up|gave up|giving up|ran out of|run out of|out of time|could not finish|couldn't finish|cannot finish|can't finish|could not solve|couldn't solve|cannot solve|can't solve|unable to|not able to|i'm stuck|i am stuck|got stuck|no idea|i don't know|i do not know|i failed|we failed|failed to|cannot determine|can't determine|could not determine|cannot answer|can't answer|cannot be determined from|i cannot|i can't|did not finish|didn't finish|no closer|don't have an answer|have no answer|beyond me|too much work|too hard for me|was aborted|were aborted|timed out|skip this|will skip|leave it|left as an exercise|still have to|still need to|remains to|it remains|would need more|i could only|none of which worked|not sure how|not enough information|how many are left|i'm lost|i am lost|stopped at|without success|in vain|to no avail|unfinished|incomplete
    ich gebe auf|gebe auf|keine ahnung|weiß ich nicht|ich weiß nicht|konnte nicht|kann ich nicht|nicht lösen|keine zeit mehr|aufgegeben|komme nicht weiter
    j'abandonne|je ne sais pas|je n'ai pas pu|aucune idée|je ne peux pas|plus de temps|abandonné|n'ai pas réussi
    me rindo|no sé|no pude|no puedo|ni idea|sin tiempo|no logré|no he podido
    desisto|não sei|não consegui|não consigo|não faço ideia|sem tempo|desisti
    mi arrendo|non lo so|non so|non riesco|non sono riuscito|nessuna idea|rinuncio
    ik geef op|ik geef het op|weet ik niet|ik weet het niet|kon niet|lukt me niet|geen idee
    poddaję się|nie wiem|nie udało|nie potrafię|nie mogę|zabrakło czasu|nie umiem
    сдаюсь|не знаю|не смог|не удалось|не могу|не получилось|не успел|понятия не имею|не хватило времени
    здаюся|не знаю|не зміг|не вдалося|не можу|не встиг|не вийшло
    отказвам се|предавам се|не знам|не успях|не мога|не стигна времето
    τα παρατάω|δεν ξέρω|δεν μπόρεσα|δεν μπορώ|παραιτούμαι|δεν κατάφερα
    אני מוותר|אני לא יודע|לא הצלחתי|איני יודע|לא יכול|ויתרתי
    أستسلم|لا أعرف|لم أستطع|لم أتمكن|لا أستطيع|لا أدري|نفد الوقت
    تسلیم|نمی‌دانم|نمی دانم|نتوانستم
    हार मान|नहीं पता|नहीं जानता|हल नहीं कर|नहीं कर सका|मुझे नहीं मालूम|पता नहीं|समय समाप्त
    bỏ cuộc|tôi không biết|không giải được|không thể giải|hết thời gian|đầu hàng|chịu thua|không làm được
    pes ediyorum|bilmiyorum|çözemedim|yapamadım|bulamadım|vazgeçtim|vazgeçiyorum|pes ettim|sürem bitti
    放弃|不知道|做不出|不会做|没能|无法确定|无法求|解不出|没有时间|算不出|不会解|未能|来不及
    諦め|あきらめ|わかりません|わからない|分からない|分かりません|解けない|解けません|解けなかった|できません|できなかった|時間切れ|ギブアップ|求められません
    포기|모르겠|풀지 못|못 풀|시간이 부족|풀 수 없|구할 수 없|알 수 없
    ยอมแพ้|ไม่ทราบ|ไม่รู้|ทำไม่ได้|หมดเวลา|แก้ไม่ได้|หาคำตอบไม่ได้""")
"""A sentence that says this states no number."""

RESET = phrases("""
    so|therefore|thus|hence|then|consequently|finally|but the answer|the correct answer|the right answer|in fact|actually|also|daher|deshalb|somit|folglich|sondern|donc|mais|ainsi|por lo tanto|por tanto|así que|sino|portanto|logo|mas|quindi|dunque|ma|dus|maar|zatem|więc|lecz|следовательно|поэтому|значит|тому|отже|следователно|затова|άρα|επομένως|αλλά|לכן|אלא|إذن|لذلك|بل|इसलिए|अतः|बल्कि|vậy|do đó|mà là|bu yüzden|dolayısıyla|所以|因此|故|而是|したがって|よって|따라서|그러므로|ดังนั้น|but rather|then the""")
"""After one of these a new statement begins."""

FILLERS = phrases("""
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
    उत्तर|है|कि|का|मान|जवाब|यह|बराबर|संख्या
    đáp án|đáp số|câu trả lời|là|kết quả|bằng|rằng|phải là|số|giá trị
    cevap|cevabın|yanıt|sonuç|doğru|sayı|ki|bu
    答案|的答案|是|为|為|等于|结果|的结果|应|应该|应该是|就是|答案是|最终|正确|一个|选|填|答
    答え|答えは|は|が|の|値|解|答|正解|正解は|解は|値は
    정답|정답은|답|답은|은|는|이|가|값은|값|결과는
    คำตอบ|คือ|เป็น|เท่ากับ|ว่า|คำตอบคือ|ค่า|จะ|จำนวน""")
"""What may stand between a phrase of `BEFORE` and the value."""

FILLERS_AFTER = phrases("""
    is|are|was|be|being|as|this|that|it|it's|its|that's|which|who|i|am|i'm|the|the answer|answer|an answer|my answer|your answer|value|number|solution|result|clearly|obviously|of course|definitely|certainly|probably|though|although|but|however|and|only|just|simply|actually|really|must|must be|should be|can|to be|therefore|thus|so|also|still|even|here|unfortunately|sadly|in fact|sorry|again|then|alone
    die antwort|das|aber|jedoch|natürlich|es|ce qui|la réponse|mais|ce|c'|esto|eso|pero|la respuesta|isso|mas|a resposta|questo|ma|la risposta|dit|dat|maar|het antwoord|to|ale|что|это|но|ответ|однако|це|але|відповідь|това|но|отговор|αυτό|αλλά|η απάντηση|זה|אבל|התשובה|هذا|لكن|الجواب|الإجابة|यह|लेकिन|उत्तर|nhưng|điều này|là|câu trả lời|đáp án|bu|ama|cevap|doğru|人|个|個|名|本|件|岁|歳|元|円|米|次|天|日|只|枚|台|개|명|번|원|这|但|但是|这个|答案|但这|然而|这是|显然|これ|それ|しかし|답은|은 정답|은 답|는 정답|는 답|이 정답|가 정답|이 답|가 답|นั้น|แต่|คำตอบ""")

ANSWER_NOUNS = phrases("""
    answer|answers|ans|ans.
    antwort|lösung|ergebnis
    réponse|reponse
    respuesta
    resposta
    risposta
    antwoord
    odpowiedź|odpowiedzią|odp
    ответ|ответом
    відповідь|відповіддю
    отговор|отговорът
    απάντηση
    תשובה|התשובה|שהתשובה
    الجواب|جواب|الإجابة|إجابة
    پاسخ
    उत्तर|जवाब
    đáp án|đáp số|câu trả lời
    cevap|cevabı|yanıt
    答案|答
    答え|解答|答
    정답|답
    คำตอบ""")
"""The nouns after which an answer is named."""

COMMANDS = phrases("""
    let|suppose|assume|consider|recall|remember|imagine|try|check|see|apply|substitute|plug|set|take|pick|choose any|guess|note that|given|we are given|say|repeat|use|skip|read|look|next|now consider|now try|for example|for instance|e.g.|it remains|we will|we must still|what if|let's|first|start|begin|continue|go to|refer|by lemma|by theorem|by step|see lemma
    sei|betrachte|nehmen wir|siehe|angenommen|zum beispiel|wähle|setze|soit|supposons|considérons|voir|par exemple|essayons|sea|supongamos|consideremos|véase|por ejemplo|probemos|seja|suponha|considere|ver|veja|por exemplo|sia|supponiamo|consideriamo|vedi|per esempio|stel|beschouw|zie|bijvoorbeeld|niech|załóżmy|rozważmy|zobacz|na przykład
    пусть|предположим|рассмотрим|допустим|см|смотри|например|попробуем|нехай|припустимо|розглянемо|див|наприклад|нека|да разгледаме|например|έστω|ας|βλέπε|για παράδειγμα|נניח|נתבונן|ראו|ראה|יהי|למשל|ليكن|لنفترض|انظر|مثلا|माना|मान लीजिए|मान लें|देखें|उदाहरण|giả sử|cho|xét|đặt|xem|ví dụ|diyelim|varsayalım|bakınız|örneğin
    设|令|假设|考虑|见|例如|比如|试|当|取|由|仮に|例えば|もし|とする|예를 들어|만약|ให้|สมมติ|ดู|ตัวอย่าง|พิจารณา""")
"""A sentence that begins so asks for something, or supposes it; it states nothing."""

OWN_VERBS = frozenset(
    [
        "get",
        "gets",
        "got",
        "have",
        "find",
        "found",
        "obtain",
        "obtained",
        "conclude",
        "concluded",
        "see",
        "need",
        "know",
        "compute",
        "computed",
        "calculate",
        "calculated",
        "deduce",
        "deduced",
        "derive",
        "derived",
        "keep",
        "choose",
        "chose",
        "pick",
        "arrive",
        "arrived",
        "reach",
        "end",
        "are",
        "would",
        "must",
        "can",
        "should",
        "then",
        "also",
        "now",
        "finally",
        "therefore",
        "thus",
        "answer",
        "select",
        "take",
        "left",
        "add",
        "subtract",
        "multiply",
        "divide",
        "sum",
        "sold",
        "bought",
        "made",
        "had",
        "pay",
        "paid",
        "spend",
        "spent",
        "use",
        "used",
        "eat",
        "ate",
        "can",
        "claim",
        "say",
        "count",
        "counted",
    ]
)
"""What we do with the answer: any other verb after "I" or "we" says what was done on the way."""

BRIDGES = phrases("""
    that we were looking for|we were looking for|that we are looking for|that we want|that we seek|→|negative|minus|therefore|thus|found to be|given by|turns out|turns out to be|works out to|comes out|comes out as|comes to|after simplification|simplified|in simplest form|in simplest terms|has to|have to|can be written as|can be expressed as|can be simplified to|written as|expressed as|integer|point|pair|fraction|total|of|no other than|none other than|nothing but|nothing other than|the point|number|function|polynomial|interval|set|union|matrix|vector|equation|expression|formula|prime|ordered pair|ordered triple|triple|coordinates|angle|area|probability|percentage|i choose|we|i|found|obtained|have|get|got|both|and|namely|because|for|we want|we seek|we need|required|desired|in this case|after rounding|rounded|in total|altogether|a total of|equal|once again|again|hence|so|calculated as|calculated to be|computed as|determined to be|known to be|shown to be|obtained as|which is|in decimal form|as a decimal|as a fraction|in degrees|in cm|in meters|usd|usually|i get|we get|we have|we find|i find
    endgültige|finale|daher|also|somit|damit|folgende|auf|beläuft sich auf
    finale|donc|recherchée|cherchée|correcte|bonne|alors|suivante
    final|correcta|por tanto|por lo tanto|entonces|siguiente|pues
    final|correta|portanto|então|seguinte
    finale|corretta|quindi|dunque|allora|seguente
    uiteindelijke|dus|juiste|volgende
    końcowa|ostateczna|zatem|więc|poprawna
    окончательный|итоговый|правильный|таким образом|следующий|итак|есть
    остаточна|правильна|отже|таким чином|така
    крайният|верният|следователно|окончателният
    τελική|σωστή|λοιπόν|άρα
    הסופית|הנכונה|לכן
    النهائي|النهائية|الصحيح|الصحيحة|إذن
    नहायी|अंतिम|सही|अतः|होगा
    cuối cùng|đúng|của bài toán|do đó|vậy|sẽ
    nihai|son|doğru|şudur
    最终|最后|正确|因此|所以|故|即|则|选项|共|共有|一共|总共|一共有|总和|總共
    最終的な|正しい|したがって|よって|全部で|合計
    최종|따라서|그러므로|총
    สุดท้าย|ที่ถูกต้อง|ดังนั้น|ทั้งหมด""")
"""What may stand, besides `FILLERS`, between the noun of an answer and the answer."""

OWN_ANSWER = frozenset(
    [
        "the",
        "my",
        "our",
        "final",
        "correct",
        "right",
        "an",
        "exact",
        "numerical",
        "numeric",
        "required",
        "desired",
        "simplified",
        "complete",
        "overall",
        "full",
        "unique",
        "only",
        "short",
        "main",
        "resulting",
        "following",
        "this",
        "that",
        "so",
        "therefore",
        "thus",
        "hence",
        "is",
        "as",
        "and",
        "or",
        "for",
        "to",
        "we",
        "i",
        "your",
        "a",
        "of",
        "in",
        "get",
        "gives",
        "with",
        "actual",
        "true",
        "sought",
        "requested",
        "integer",
        "decimal",
        "fraction",
        "simple",
        "precise",
        "whole",
        "math",
        "then",
        "ultimate",
        "resultant",
        "single",
        "combined",
        "total",
        "best",
        "here",
        "it's",
        "there's",
        "now",
        "one",
        "last",
        "above",
        "same",
        "clear",
        "expected",
        "definitive",
        "concluding",
        "closed-form",
        "mathematical",
        "positive",
        "valid",
    ]
)
"""What an answer may be called: any other word before the noun (a tentative answer, Bob's answer) makes it another's."""
