# ruff: noqa: E501  (a line of a table is one language)
"""What makes a value something that is still to be shown, verified or decided: "we have to prove that it is 7"."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.extract.cues.kinds import phrases


def _pairs(modal: str, verb: str) -> tuple[str, ...]:
    """Each word that makes a task, before each verb of proving."""
    return tuple(f"{left} {right}" for left in phrases(modal) for right in phrases(verb))


TO_SHOW = (
    *_pairs(
        "have to|need to|must|must now|must still|are to|is to|were to|want to|wish to|aim to|try to|tried to|hope to|asked to|should|remains to|left to|is required to|are required to",
        "show that|prove that|verify that|check that|confirm that|demonstrate that|establish that|check whether|check if|verify whether|decide whether|decide if|determine whether|determine if|find out whether|find out if|see whether|see if|rule out that",
    ),
    *_pairs(
        "müssen|müssen wir|müssen noch|sollen|sollen wir|wollen|wollen wir|möchten|möchten wir|muss man|soll man|will man|bleibt zu|ist zu|ist noch zu|zu|gilt es zu",
        "zeigen, dass|beweisen, dass|nachweisen, dass|zeigen ist, dass|beweisen ist, dass|zeigen ist|beweisen ist|prüfen, ob|überprüfen, ob|entscheiden, ob|klären, ob",
    ),
    *_pairs(
        "il faut|il reste à|reste à|on doit|nous devons|on veut|nous voulons|on cherche à|il s'agit de|on souhaite|demande de|à",
        "montrer que|démontrer que|prouver que|vérifier que|vérifier si|établir que|déterminer si|savoir si",
    ),
    *_pairs(
        "hay que|tenemos que|debemos|queremos|se debe|falta|queda por|se pide|nos piden|pide|basta",
        "demostrar que|probar que|mostrar que|verificar que|comprobar que|verificar si|comprobar si|decidir si|determinar si",
    ),
    *_pairs(
        "temos de|temos que|devemos|queremos|deve-se|falta|resta|pede-se|é preciso|precisamos",
        "demonstrar que|provar que|mostrar que|verificar que|verificar se|comprovar que|decidir se|determinar se",
    ),
    *_pairs(
        "dobbiamo|bisogna|vogliamo|si deve|si vuole|resta da|occorre|si chiede di|ci chiedono di|chiede di|da",
        "dimostrare che|provare che|mostrare che|verificare che|verificare se|far vedere che|stabilire se|decidere se",
    ),
    *_pairs(
        "moeten|moeten we|moeten nog|willen|willen we|moet men|te",
        "bewijzen dat|aantonen dat|laten zien dat|controleren of|nagaan of|bewijzen is dat",
    ),
    *_pairs(
        "należy|trzeba|musimy|chcemy|mamy|pozostaje|wystarczy",
        "udowodnić, że|wykazać, że|pokazać, że|sprawdzić, czy|sprawdzić, że|rozstrzygnąć, czy",
    ),
    *_pairs(
        "надо|нужно|требуется|необходимо|следует|хотим|осталось|остаётся|должны|предстоит",
        "доказать, что|показать, что|проверить, что|проверить|убедиться, что|выяснить|установить, что",
    ),
    *_pairs(
        "треба|потрібно|необхідно|слід|хочемо|залишилося|маємо",
        "довести, що|показати, що|перевірити, що|перевірити, чи|з'ясувати, чи",
    ),
    *phrases("""
        saber si|saber se|sapere se|savoir si|wissen, ob|sagen, ob|weten of|wiedzieć, czy|tell whether|tell if|know whether|know if|say whether|say if|sure whether|decide between
        montrez que|démontrez que|prouvez que|vérifiez que|montrer que|prouver que|demuestre que|demuestra que|demostrar que|pruebe que|prueba que|compruebe que|mostre que|prove que|demonstre que|dimostrare che|dimostra che|si dimostri che|provare che
        zeige, dass|zeigen sie, dass|beweise, dass|beweisen sie, dass|man zeige, dass|man beweise, dass|bewijs dat|toon aan dat|udowodnij, że|wykaż, że|pokaż, że|докажите, что|покажите, что|доказать, что|доведіть, що|покажіть, що|довести, що|докажете, че
        kanıtlayın ki|gösterin ki|请证明|试证明|请验证|证明：|证明:
        трябва да докажем, че|трябва да покажем, че|искаме да докажем, че|да се докаже, че|остава да проверим
        πρέπει να δείξουμε ότι|πρέπει να αποδείξουμε ότι|θέλουμε να δείξουμε ότι|να αποδειχθεί ότι|να δείξετε ότι
        צריך להוכיח ש|יש להוכיח ש|עלינו להראות ש|צריך לבדוק אם
        أثبت أن|المطلوب إثبات أن|يجب أن نثبت أن|نريد أن نثبت أن|علينا إثبات أن|يجب إثبات أن|يجب التحقق من أن
        हमें दिखाना है कि|सिद्ध करना है कि|दिखाइए कि|सिद्ध कीजिए कि|जाँचना है कि
        chứng minh rằng|cần chứng minh|phải chứng minh|hãy chứng minh|cần kiểm tra xem
        要求我们证明|要我们证明|需要证明|需证明|要求证明|要证明|求证|试证|需要验证|要验证|有待证明|只需证明|要判断是否
        จงแสดงว่า|จงพิสูจน์ว่า|ต้องพิสูจน์ว่า|ต้องแสดงว่า"""),
)  # fmt: skip
"""Said before a value, anywhere in its sentence."""

SHOW_AFTER = phrases("""
    है, यह सिद्ध करना|सिद्ध कीजिए|सिद्ध करना है|सिद्ध करें|होना सिद्ध करना
    olduğunu gösteriniz|olduğunu kanıtlayınız|olduğunu göstermeliyiz|olduğunu kanıtlamalıyız|olduğunu göstermemiz|olup olmadığını
    であることを示せ|であることを示す必要|であることを示したい|であることを証明せよ|であることを証明したい|であることを示しなさい|であることを証明しなさい|になることを示せ|となることを示せ|かを確認する必要|かを調べ|を示せ|を証明せよ
    인지 확인|인지 증명|인지 판단|인지 알아|임을 보이시오|임을 보여야|임을 증명하시오|임을 증명해야|임을 확인해야|임을 보이고자""")
"""Said after a value, where the verb stands at the end."""

TASK_LABEL = phrases("""
    problem|question|exercise|task|statement|prompt|given|to prove|to show|q
    aufgabe|frage|problem|übung|gegeben|behauptung|zu zeigen
    problème|question|exercice|énoncé|à montrer|données
    problema|pregunta|ejercicio|enunciado|datos
    questão|pergunta|exercício|dados
    esercizio|domanda|quesito|dati
    opgave|vraag|zadanie|pytanie|задача|вопрос|условие|дано|питання|умова
    题目|问题|已知|問題|設問|문제|질문|سؤال|المسألة|प्रश्न|समस्या|câu hỏi|đề bài|soru|โจทย์""") + of("task")
"""A sentence that begins with one of these and a colon repeats what is asked."""
