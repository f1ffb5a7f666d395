"""Each word of a file through CAMeL Tools, PyArabic, arabic-norm and arabic-normalize; one JSON object a line."""
import json
import sys

import arabic_norm
import arabic_normalize
import pyarabic.araby as araby
from camel_tools.utils import dediac, normalize as camel


def camel_tools(word):
    word = camel.normalize_unicode(word)
    word = dediac.dediac_ar(word)
    word = camel.normalize_alef_ar(word)
    word = camel.normalize_alef_maksura_ar(word)
    return camel.normalize_teh_marbuta_ar(word)


def pyarabic(word):
    for step in (araby.strip_tashkeel, araby.strip_tatweel, araby.normalize_ligature, araby.normalize_hamza,
                 araby.normalize_alef, araby.normalize_teh):
        word = step(word)
    return word


for word in open(sys.argv[1], encoding="utf-8").read().split("\n")[:-1]:
    print(json.dumps({
        "camel": camel_tools(word),
        "pyarabic": pyarabic(word),
        "arabic-norm": arabic_norm.normalize(word),
        "arabic-normalize": arabic_normalize.normalize_for_search(word),
    }))
