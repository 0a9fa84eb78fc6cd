/* SPDX-License-Identifier: MIT */
/* Terms about an answer, one after the other. */
#include "conformance/expect.h"

#include <stdlib.h>
#include <string.h>

enum { TERM_MAX = 512 };

/* One term, taken apart: path, operator, value (expanded). */
struct term {
    char path[TERM_MAX];
    bool negated;
    char operator; /* '=', '~', or '-' for "absent" */
    char *value;
};

static bool word_fits(const char *pattern, size_t length, const char *word)
{
    if (length == 1 && *pattern == '*')
        return true;
    if (strlen(word) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if (pattern[i] != '.' && pattern[i] != word[i])
            return false;
    return true;
}

static bool first_word_fits(const char *pattern, size_t length, const char *word)
{
    while (length > 0) {
        size_t one = strcspn(pattern, "| ");

        if (one > length)
            one = length;
        if (word_fits(pattern, one, word))
            return true;
        pattern += one < length ? one + 1 : one;
        length -= one < length ? one + 1 : one;
    }
    return false;
}

/* Where the operator stands: the first of "!=~" outside brackets. */
static size_t operator_at(const char *text)
{
    bool inside = false;
    size_t at = 0;

    for (; text[at] && text[at] != ' '; at++) {
        if (text[at] == '[' || text[at] == ']')
            inside = text[at] == '[';
        else if (!inside && strchr("!=~", text[at]))
            break;
    }
    return at;
}

static bool read_term(const char *text, const struct vars *vars, struct term *term)
{
    size_t at = operator_at(text);
    char *path;

    memset(term, 0, sizeof *term);
    term->operator= * text == '-' ? '-' : '=';
    if (*text != '-') {
        term->negated = text[at] == '!';
        term->operator= text[at + term->negated];
        if (term->operator!= '=' && term->operator!= '~')
            return false;
        term->value = vars_expand(vars, text + at + term->negated + 1);
    }
    memcpy(term->path, text, at < TERM_MAX ? at : TERM_MAX - 1);
    path = vars_expand(vars, term->path + (*text == '-'));
    if (!path || strlen(path) >= TERM_MAX || (*text != '-' && !term->value)) {
        free(path);
        return false;
    }
    memset(term->path, 0, sizeof term->path);
    memcpy(term->path, path, strlen(path));
    free(path);
    return true;
}

static bool keeps(const struct term *term)
{
    size_t length = strlen(term->value);

    return term->operator== '=' && !term->negated && length> 2 && term->value[0] == '<' &&
        term->value[length - 1] == '>';
}

static bool keep(struct term *term, const char *actual, struct vars *vars)
{
    term->value[strlen(term->value) - 1] = '\0';
    return actual && vars_set(vars, term->value + 1, actual);
}

static bool body_holds(const struct term *term, struct bytes body)
{
    bool found = term->value[0] != '\0' && body.size > 0 &&
                 memmem(body.data, body.size, term->value, strlen(term->value)) != NULL;

    return term->operator== '~' && found != term->negated;
}

static bool value_holds(struct term *term, const char *actual, struct vars *vars)
{
    bool same;

    if (term->operator== '-')
        return !actual;
    if (keeps(term))
        return keep(term, actual, vars);
    if (!actual)
        return false;
    same = term->operator== '=' ? strcmp(actual, term->value) == 0
                                : strstr(actual, term->value) != NULL;
    return same != term->negated;
}

static enum expect_result term_match(const char *text, const struct answer *answer,
                                     struct vars *vars, char why[EXPECT_WHY])
{
    struct term term;
    enum expect_result result = EXPECT_HOLDS;
    char *actual = NULL;

    if (!read_term(text, vars, &term)) {
        snprintf(why, EXPECT_WHY, "\"%s\" is no term, or names what nobody kept", text);
        free(term.value);
        return EXPECT_MALFORMED;
    }
    if (strcmp(term.path, "@body") == 0) {
        result = body_holds(&term, answer->body) ? EXPECT_HOLDS : EXPECT_DIFFERS;
    } else {
        actual = answer->json ? json_text(answer->json, term.path) : NULL;
        result = value_holds(&term, actual, vars) ? EXPECT_HOLDS : EXPECT_DIFFERS;
    }
    if (result == EXPECT_DIFFERS)
        snprintf(why, EXPECT_WHY, "expected %s, got %.200s", text, actual ? actual : "nothing");
    free(actual);
    free(term.value);
    return result;
}

enum expect_result expect_match(const char *expected, const struct answer *answer,
                                struct vars *vars, char why[EXPECT_WHY])
{
    size_t length = strcspn(expected, " ");
    enum expect_result result = EXPECT_HOLDS;

    why[0] = '\0';
    if (!first_word_fits(expected, length, answer->word)) {
        snprintf(why, EXPECT_WHY, "expected %.*s, got %.100s", (int)length, expected, answer->word);
        return EXPECT_DIFFERS;
    }
    expected += length;
    while (result == EXPECT_HOLDS && *(expected += strspn(expected, " "))) {
        char text[TERM_MAX];

        length = strcspn(expected, " ");
        if (length >= sizeof text)
            return EXPECT_MALFORMED;
        memcpy(text, expected, length);
        text[length] = '\0';
        result = term_match(text, answer, vars, why);
        expected += length;
    }
    return result;
}
