# ruff: noqa: E501  (a line of a table is one language)
"""What says something of a value from anywhere in its sentence."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import Kind, phrases
from reward_server.symbolic.extract.cues.tasks import TO_SHOW

AROUND: dict[Kind, tuple[str, ...]] = {
    "doubted": phrases("""
        i don't think|i do not think|we don't think|don't believe|do not believe|yesterday the answer|ich glaube nicht|ich denke nicht|je ne pense pas|je ne crois pas|no creo que|no creo|no pienso que
        não acho|não creio|non credo|non penso|ik denk niet|ik geloof niet|nie sądzę|nie wydaje mi się|nie myślę|не думаю|не считаю|не верю|не вважаю|не мисля|не вярвам|δεν νομίζω|δεν πιστεύω|אני לא חושב|אינני חושב|لا أعتقد|لا أظن
        मुझे नहीं लगता|tôi không nghĩ|tôi không cho|sanmıyorum|düşünmüyorum|不认为|不觉得|不相信|思えない|思わない|생각하지 않|확신할 수 없|ไม่คิดว่า|ไม่เชื่อว่า
        meine schätzung|mon estimation|mi estimación|minha estimativa|mia stima|mijn schatting|моя оценка|moje oszacowanie|我的估计|見積もり|추정치|tahminim
        bauchgefühl|mein bauch|intuition|mon intuition|intuición|intuição|mio istinto|l'istinto|интуиция|intuicja|mijn gevoel|linh cảm|içimden bir ses|حدسي|直觉|直覺|直感|직감|अंदाज़ा
        don't quote me|don't hold me to|nothing in the|nothing in this|nothing here|nothing forces|nothing says|nothing shows|nothing suggests|nothing proves|nichts spricht dafür|rien ne prouve|nada indica|nulla indica|ничто не указывает
        love to say|love to claim|love to write|like to say|like to claim|like to think|like to believe|want to believe|wish i could|wish it were|inclined to say|inclined to think|inclined to believe|would prefer to say
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
        ไม่แน่ใจ|ไม่มั่นใจ|ขอเดา""")
    + of("unsure"),
    "quoted": phrases("""
        disseram-me|me disseram|mi hanno detto|me han dicho|me dijeron|on m'a dit|man hat mir gesagt|мне сказали|powiedziano mi|men zei me
        back of the book|back of my book|solution manual|solutions manual|solution sheet|answer sheet|answer key|cheat sheet|the internet|some website|a website|a forum|wikipedia|chatgpt|classmate wrote|classmate got|classmates got|classmates wrote
        gpt-4 answered|he answered|she answered|once answered|swears|swears it's|mentions|my roommate|gpt-4|the oracle|the problem mentions|flipping a coin, i|i would guess|i'd guess|i'm picking|i am picking|failed to show|failed to prove|fail to show|in my class|my class|the problem says|the problem states|the question says|the exercise says|according to|rumor|rumour|rumored|i was told|i am told|i'm told|we are told it|i have been told|i heard|i read that|on the internet|chatgpt|claude says|wikipedia|answer key|the key says|the key may|my friend|a friend of mine|my teacher|my classmate|a classmate|some textbooks|textbooks|some books|the official key|some people|most people|many people|anyone who|people often|careless reader|student once|a student|some students|one source|another source|some say|others say|somebody|someone
        laut|mein freund|manche sagen|ein schüler|on pourrait croire|on pourrait penser|man könnte meinen|man könnte denken|podría pensarse|uno podría pensar|alguém poderia pensar|si potrebbe pensare|men zou kunnen denken|można by pomyśleć|можно подумать|d'après|selon|mon ami|certains disent|un élève|según|mi amigo|algunos dicen|un alumno|segundo o|meu amigo|alguns dizem|um aluno|secondo il|il mio amico|alcuni dicono|uno studente|volgens|mijn vriend|sommigen zeggen|een leerling|według|mój kolega|niektórzy mówią|uczeń
        мой друг|некоторые говорят|один ученик|по слухам|по мнению|мій друг|дехто каже|приятелят ми|някои казват|ο φίλος μου|μερικοί λένε|חבר שלי|יש אומרים|صديقي|يقول البعض|मेरे दोस्त|कुछ लोग|bạn tôi|có người|arkadaşım|bazıları
        有人说|有人认为|有同学|小明认为|网上说|据说|听说|某同学|友人|ある人|ある生徒|友達は|친구|어떤 사람|학생이|เพื่อน|บางคน"""),
    "supposed": phrases("""
        希望|但愿|要是|だったらいい|이면 좋겠
        for the sake of argument|what if|suppose|supposing|imagine|pretend|hypothetically|under the false|had the|would have been|nehmen wir an|angenommen|supposons|supongamos|suponhamos|supponiamo|stel dat|załóżmy|предположим|допустим|припустимо|да предположим|ας υποθέσουμε|נניח|لنفترض|मान लीजिए|giả sử|varsayalım|假设|假如|倘若|仮に|만약|สมมติว่า"""),
    "wrong": phrases("""
        would be a lie|is a lie|is a myth|is a mistake|would be wrong|would be a mistake|is wrong to|wrong to|it is false|it's false|is not true|isn't true|is untrue|is impossible that|common mistake|common error|typical error|typical mistake|misconception|by mistake
        wrongly|mistakenly|incorrectly|erroneously|falsely|fälschlich|fälschlicherweise|irrtümlich|irrtümlicherweise|à tort|par erreur|por error|erróneamente|equivocadamente|por engano|erradamente|erroneamente|per errore|per sbaglio|ten onrechte|abusievelijk|błędnie|omyłkowo|ошибочно|по ошибке|помилково|погрешно|κατά λάθος|εσφαλμένα|בטעות|عن طريق الخطأ|خطأً|गलती से|nhầm thành|yanlışlıkla
        错误地|误认为|误以为|想当然|誤って|間違えて|うっかり|잘못 생각|실수로|잘못하여|โดยเข้าใจผิด"""),
    "bounded": phrases("""
        untere schranke|obere schranke|untere abschätzung|obere abschätzung|minorant|majorant|cota inferior|cota superior|limitazione inferiore|limitazione superiore|ondergrens|bovengrens|dolne oszacowanie|górne oszacowanie|нижнюю оценку|нижняя оценка|верхнюю оценку|верхняя оценка|нижню оцінку|верхню оцінку|долна оценка|горна оценка|κάτω φράγμα|άνω φράγμα|חסם תחתון|חסם עליון|alt sınır|üst sınır|cận dưới|cận trên
        下界|上界|下から評価|上から評価"""),
    "asked": TO_SHOW,
    "elsewhere": phrases("""
        zwischenergebnis|teilergebnis|résultat intermédiaire|résultat partiel|resultado parcial|resultado intermedio|resultado intermediário|risultato intermedio|risultato parziale|tussenresultaat|deelresultaat|wynik pośredni|wynik częściowy|промежуточный результат|промежуточное значение|проміжний результат|междинен резултат|ενδιάμεσο αποτέλεσμα|תוצאת ביניים|نتيجة وسيطة|ara sonuç|kết quả trung gian|मध्यवर्ती परिणाम
        bis hierher|bis hierhin|bisher haben wir|bis jetzt haben wir|jusqu'ici|jusqu'à présent|hasta aquí|hasta ahora|até aqui|até agora|finora|fin qui|tot nu toe|dotychczas|do tej pory|до сих пор|пока мы|пока что|пока нашли|пока получили|на данный момент|наразі|до цього моменту|досега|μέχρι τώρα|עד כה|עד עכשיו|حتى الآن|şimdiye kadar|cho đến nay|अब तक|thus far|up to now|until now
        到目前为止|目前为止|至此|迄今|ここまで|これまで|今のところ|지금까지|여기까지|ถึงตอนนี้
        中间结果|中间值|途中結果|中間結果|途中の値|중간 결과|중간값은|ผลลัพธ์ระหว่างทาง""")
    + of("partial"),
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
    ยอมแพ้|ไม่ทราบ|ไม่รู้|ทำไม่ได้|หมดเวลา|แก้ไม่ได้|หาคำตอบไม่ได้""") + of("gave up")
"""A sentence that says this states no number."""

RESET = (
    phrases("""
    so|therefore|thus|hence|then|consequently|finally|but the answer|the correct answer|the right answer|in fact|actually|also|daher|deshalb|somit|folglich|sondern|donc|mais|ainsi|por lo tanto|por tanto|así que|sino|portanto|logo|mas|quindi|dunque|ma|dus|maar|zatem|więc|lecz|следовательно|поэтому|значит|тому|отже|следователно|затова|άρα|επομένως|αλλά|לכן|אלא|إذن|لذلك|بل|इसलिए|अतः|बल्कि|vậy|do đó|mà là|bu yüzden|dolayısıyla|所以|因此|故|而是|したがって|よって|따라서|그러므로|ดังนั้น|but rather|then the""")
    + of("so")
)
"""After one of these a new statement begins."""

COMMANDS = phrases("""
    let|suppose|assume|consider|recall|remember|imagine|try|check|see|apply|substitute|plug|set|take|pick|choose any|guess|note that|given|we are given|say|repeat|use|skip|read|look|next|now consider|now try|for example|for instance|e.g.|it remains|we will|we must still|what if|let's|first|start|begin|continue|go to|refer|by lemma|by theorem|by step|see lemma
    sei|betrachte|nehmen wir|siehe|angenommen|zum beispiel|wähle|setze|soit|supposons|considérons|voir|par exemple|essayons|sea|supongamos|consideremos|véase|por ejemplo|probemos|seja|suponha|considere|ver|veja|por exemplo|sia|supponiamo|consideriamo|vedi|per esempio|stel|beschouw|zie|bijvoorbeeld|niech|załóżmy|rozważmy|zobacz|na przykład
    пусть|предположим|рассмотрим|допустим|см|смотри|например|попробуем|нехай|припустимо|розглянемо|див|наприклад|нека|да разгледаме|например|έστω|ας|βλέπε|για παράδειγμα|נניח|נתבונן|ראו|ראה|יהי|למשל|ليكن|لنفترض|انظر|مثلا|माना|मान लीजिए|मान लें|देखें|उदाहरण|giả sử|cho|xét|đặt|xem|ví dụ|diyelim|varsayalım|bakınız|örneğin
    设|令|假设|考虑|见|例如|比如|试|当|取|由|仮に|例えば|もし|とする|예를 들어|만약|ให้|สมมติ|ดู|ตัวอย่าง|พิจารณา""") + of(
    "command"
)
"""A sentence that begins so asks for something, or supposes it; it states nothing."""
