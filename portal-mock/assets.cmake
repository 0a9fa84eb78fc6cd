# Writes OUTPUT, the C source of assets.h, from the files in FOLDER named in NAMES.
#   cmake -DOUTPUT=… -DFOLDER=… -DNAMES="a;b" -P assets.cmake
set(arrays "")
set(rows "")
set(index 0)
foreach(name ${NAMES})
  file(READ ${FOLDER}/${name} content HEX)
  string(REGEX REPLACE "(..)" "0x\\1," content "${content}")
  string(APPEND arrays "static const uint8_t asset_${index}[] = {${content}0};\n")
  string(APPEND rows "    {\"${name}\", asset_${index}, sizeof asset_${index} - 1},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT} "/* SPDX-License-Identifier: MIT */
/* Made from pages/ by assets.cmake. */
#include \"portal-mock/assets.h\"

#include <string.h>

${arrays}
static const struct {
    const char *name;
    const uint8_t *data;
    size_t size;
} assets[] = {
${rows}};

struct bytes asset_find(const char *name)
{
    for (size_t i = 0; i < sizeof assets / sizeof assets[0]; i++)
        if (strcmp(assets[i].name, name) == 0)
            return bytes_of(assets[i].data, assets[i].size);
    return bytes_of(NULL, 0);
}
")
