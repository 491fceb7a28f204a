# ruff: noqa: E501  (a line of a table is one language)
"""What stands right after a value and keeps it from being the answer."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import Kind, phrases
from reward_server.symbolic.extract.cues.tasks import SHOW_AFTER

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
        by no means|under no circumstances|in no way|is hardly|can hardly|hardly|certainly not|surely not|definitely not|nowhere near|far from
        ist auf keinen fall|auf keinen fall|ist keinesfalls|keinesfalls|ist keineswegs|keineswegs|ist niemals|niemals|ist sicher nicht|ist bestimmt nicht|sicher nicht|bestimmt nicht|ist unter keinen umständen|passt nicht|passt leider nicht|ist leider nicht|kommt nicht in frage
        n'est en aucun cas|en aucun cas|certainement pas|sûrement pas|n'est certainement pas|ne saurait|ne fonctionne pas|n'est pas du tout|pas du tout
        no es en absoluto|en ningún caso|de ningún modo|de ninguna manera|jamás|nunca|no encaja|no vale
        não é de modo algum|de modo algum|de jeito nenhum|em nenhum caso|jamais|nunca|certamente não
        non è affatto|in nessun caso|in nessun modo|mai|di certo non|sicuramente non|non va bene|non va
        in geen geval|is in geen geval|zeker niet|is zeker niet|nooit|w żadnym wypadku|na pewno nie|nigdy|nie pasuje
        ни в коем случае|никак не|вовсе не|отнюдь не|точно не|никогда|жодним чином|точно не|ніколи|в никакъв случай|никога
        σε καμία περίπτωση|ποτέ|בשום אופן|לעולם לא|بأي حال|مستحيل|أبدا|बिल्कुल नहीं|कभी नहीं|कदापि नहीं|tuyệt đối không|chắc chắn không|kesinlikle değil|asla
        绝不是|绝非|决不是|绝对不是|肯定不是|根本不是|显然不是|不会是|不应是
        ではあり得|ではありえ|はあり得ない|はありえない|はあり得ません|はありえません|とは言えない|とはいえない|は成り立たない|は成立しない|では成り立たない|は当てはまらない
        은 절대 아|는 절대 아|이 아닌|가 아닌|은 말이 안|는 말이 안|일 리가 없|일 수 없|일 수가 없|은 아닌|는 아닌|이 될 리|은 맞지 않|는 맞지 않|은 성립하지|는 성립하지
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
        ไม่ใช่|ไม่ถูก|ไม่เป็น|ไม่สอดคล้อง|ไม่ได้|ไม่""")
    + of("not after"),
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
        ผิด|เป็นคำตอบที่ผิด|ไม่ถูกต้อง|เป็นไปไม่ได้|ใช้ไม่ได้|คือคำตอบที่ผิด|นั้นผิด""")
    + of("wrong after", "wrong"),
    "doubted": phrases("""
        olduğunu sanmıyorum|olduğunu düşünmüyorum|かどうか|とは思えない|とは思わない|だとは思えない|だとは思わない|라고 생각하지 않|이라고 생각하지 않|라고 확신할 수 없|이라고 확신할 수 없
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
        มั้ง|หรือเปล่า|ไม่แน่ใจ|อาจจะ|ไหม|น่าจะ|กระมัง|เดาเอา""")
    + of("doubt", "unsure"),
    "supposed": phrases("""
        gilt nur für|gilt nur|nur für|nur wenn|nur dann|n'est valable que|ne vaut que|n'est vrai que|seulement si|uniquement si|solo vale|sólo vale|solo si|sólo si|solo es válido|sólo es válido|só vale|só se|apenas se|apenas para|vale solo|solo per|solo se|alleen voor|alleen als|geldt alleen|tylko dla|tylko gdy|tylko jeśli|верно лишь|верно только|только для|только при|только если|лишь для|лишь при|лише для|лише при|само за|само ако|μόνο αν|μόνο για|רק אם|فقط إذا|فقط عندما|केवल तभी|chỉ khi|chỉ đúng khi|yalnızca
        只在|仅当|只有当|仅在|仅对|只对|のときだけ|のときのみ|の場合のみ|の場合だけ|に限り|일 때만|인 경우에만|때에만 성립
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
        ถ้า|หาก""")
    + of("if"),
    "bounded": phrases("""
        at the very least|at the very most|at the least|at the most|at minimum|at maximum|minimum at least|less than|more than|fewer than|greater than|or more|or less|or fewer|or greater|or higher|or lower|or above|or below|or so|and up|and above|and below|or larger|or smaller|at most|at least|tops|upwards|plus or minus|±|is an upper bound|is a lower bound|upper bound|lower bound|an upper bound|a lower bound|or thereabouts|give or take|ish|-ish|ish.|short of|shy of|away from|an overestimate|an underestimate
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
        ขึ้นไป|ลงมา|หรือมากกว่า|หรือน้อยกว่า|เป็นขอบเขต""")
    + of("bound after"),
    "derived": phrases("""
        squared|cubed|factorial|plus|minus|divided by|multiplied by|mod|modulo|to the power|raised to|more than|less than|times as|percent of|% of|per mille|lakh|crore|grand|plus something|together with|along with|raised to some|and a half|and a bit|and change
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
        เท่า|ยกกำลัง|หาร|คูณ|เท่าของ""")
    + of("part"),
    "quoted": phrases("""
        gpt-4 answered|he answered|she answered|once answered|swears|swears it's|mentions|according to|says|claims|he says|she says|they say|in the key|in the answer key|in the book|as some|as others|as many|wrote|was the old|was my first|was my old|was my previous|was the first|was a typo|is a typo|was said|is said|used to be|was once|was rejected|was supposed|was wrong|was incorrect|is what chatgpt|was what|is what the key|as the key|sagt|behauptet|selon|según|segundo|secondo|volgens|według|по словам|согласно|за словами|според|σύμφωνα με|לפי|حسب|وفقا ل|के अनुसार|theo|diyor|是某|是他|是别人|是有人|と言|だと主張|と主張|といわれ|라고 말|이라고 말|라고 주장|이라고 주장|이라고 하"""),
    "asked": SHOW_AFTER,
    "elsewhere": phrases("""
        as a starting value|as starting value|as an initial guess|as initial guess|as a first guess|als startwert|als anfangswert|comme valeur initiale|comme point de départ|como valor inicial|como punto de partida|como ponto de partida|come valore iniziale|als beginwaarde|jako wartość początkową|в качестве начального|як початкове|作为初值|作为初始值|を初期値|を試し|で試し|を代入し|から始め|를 시도|을 시도|를 대입|을 대입|로 시작
        is the number of this|is the number of the exercise|steps in this|gaps|lucky number|attempts|tries|is my favorite|is my favourite|is my lucky|is irrelevant|is unknown|is missing|is the wrong|is left as|for a different|for another|for the other|for the previous|to a different|to another|to the previous|in a different|in another
        versuche|versuchen|tentatives|essais|intentos|tentativas|tentativi|pogingen|prób|попыток|попытки|спроб|опита|προσπάθειες|ניסיונות|محاولات|प्रयास|lần thử|deneme|次尝试|次失败|回試|번 시도|ครั้งที่ลอง"""),
}
"""What stands right after a value (only words of `FILLERS_AFTER` between them) and keeps it from being the answer."""

FILLERS_AFTER = (
    phrases("""
    is|are|was|be|being|as|this|that|it|it's|its|that's|which|who|i|am|i'm|the|the answer|answer|an answer|my answer|your answer|value|number|solution|result|clearly|obviously|of course|definitely|certainly|probably|though|although|but|however|and|only|just|simply|actually|really|must|must be|should be|can|to be|therefore|thus|so|also|still|even|here|unfortunately|sadly|in fact|sorry|again|then|alone
    die antwort|das|aber|jedoch|natürlich|es|ce qui|la réponse|mais|ce|c'|esto|eso|pero|la respuesta|isso|mas|a resposta|questo|ma|la risposta|dit|dat|maar|het antwoord|to|ale|что|это|но|ответ|однако|це|але|відповідь|това|но|отговор|αυτό|αλλά|η απάντηση|זה|אבל|התשובה|هذا|لكن|الجواب|الإجابة|यह|लेकिन|उत्तर|nhưng|điều này|là|câu trả lời|đáp án|bu|ama|cevap|doğru|人|个|個|名|本|件|岁|歳|元|円|米|次|天|日|只|枚|台|개|명|번|원|这|但|但是|这个|答案|但这|然而|这是|显然|これ|それ|しかし|답은|은 정답|은 답|는 정답|는 답|이 정답|가 정답|이 답|가 답|นั้น|แต่|คำตอบ""")
    + of("is", "is?")
)
