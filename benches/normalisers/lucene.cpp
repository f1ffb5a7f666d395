// Lucene's ArabicNormalizer, in its C++ port (Debian's liblucene++-dev): one word a line in, one out.
#include <lucene++/LuceneHeaders.h>
#include <lucene++/ArabicNormalizer.h>
#include <lucene++/StringUtils.h>
#include <iostream>
using namespace Lucene;
int main() {
    std::string line;
    while (std::getline(std::cin, line)) {
        String word = StringUtils::toUnicode(line);
        CharArray letters = CharArray::newInstance(word.size() + 1);
        for (size_t i = 0; i < word.size(); i++) letters[i] = word[i];
        int length = newLucene<ArabicNormalizer>()->normalize(letters.get(), word.size());
        std::cout << StringUtils::toUTF8(String(letters.get(), length)) << "\n";
    }
}
