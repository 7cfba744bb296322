import { apiTable, type ApiFunction } from "./apiFunction";
import {
  inCurrent,
  frees,
  fresh,
  changesArguments,
  growsString,
  since,
  invalidates,
  writes,
} from "./apiTraits";

/** Strings: those that grow, and text as C has it. */
export const stringApi: readonly ApiFunction[] = [
  ...apiTable("src/include/lib/stringinfo.h, src/common/stringinfo.c, REL_15_STABLE", [
    ["StringInfo makeStringInfo(void)", "Makes an empty string that grows.", fresh],
    [
      "void initStringInfo(StringInfo str)",
      "Makes a string that grows empty; its text is allocated in the current memory context, and stays there however it grows.",
      writes(inCurrent, 0),
      changesArguments,
    ],
    ["void resetStringInfo(StringInfo str)", "Makes a string empty again and keeps its memory."],
    [
      "void appendStringInfo(StringInfo str, const char *fmt, ...)",
      "Appends formatted text; the text may move.",
      growsString(0),
    ],
    [
      "int appendStringInfoVA(StringInfo str, const char *fmt, va_list args)",
      "Appends formatted text if there is room; else it tells how much is needed.",
    ],
    [
      "void appendStringInfoString(StringInfo str, const char *s)",
      "Appends a string; the text may move.",
      growsString(0),
    ],
    [
      "void appendStringInfoChar(StringInfo str, char ch)",
      "Appends a character; the text may move.",
      growsString(0),
    ],
    [
      "void appendStringInfoCharMacro(StringInfo str, char ch)",
      "Appends a character; the text may move.",
      growsString(0),
    ],
    [
      "void appendStringInfoSpaces(StringInfo str, int count)",
      "Appends spaces; the text may move.",
      growsString(0),
    ],
    [
      "void appendBinaryStringInfo(StringInfo str, const char *data, int datalen)",
      "Appends bytes; the text may move.",
      growsString(0),
    ],
    [
      "void appendBinaryStringInfoNT(StringInfo str, const char *data, int datalen)",
      "Appends bytes without a final zero; the text may move.",
      growsString(0),
    ],
    [
      "void enlargeStringInfo(StringInfo str, int needed)",
      "Makes room for more bytes; the text may move.",
      growsString(0),
    ],
  ]),
  ...apiTable("src/include/lib/stringinfo.h, src/common/stringinfo.c, REL_17_STABLE", [
    [
      "void destroyStringInfo(StringInfo str)",
      "Frees a string of makeStringInfo with its text.",
      frees(0),
      since(17),
    ],
  ]),
  ...apiTable("src/include/utils/builtins.h, src/backend/utils/adt/varlena.c, REL_15_STABLE", [
    ["char *text_to_cstring(const text *t)", "The text as a C string, a copy.", fresh, invalidates],
    [
      "void text_to_cstring_buffer(const text *src, char *dst, size_t dst_len)",
      "Copies the text into a buffer as a C string.",
      invalidates,
    ],
    ["text *cstring_to_text(const char *s)", "A text made of a C string.", fresh],
    [
      "text *cstring_to_text_with_len(const char *s, int len)",
      "A text made of the first bytes of a string.",
      inCurrent,
    ],
    ["char *TextDatumGetCString(Datum d)", "The text of a Datum as a C string, a copy.", fresh, invalidates],
    ["Datum CStringGetTextDatum(const char *s)", "A text Datum made of a C string.", fresh],
  ]),
];
