# ICU's data library with an empty table of contents, as ICU's own source/stubdata/stubdata.cpp has it.
# ICU_DATA stands for the symbol with the version in it (icudt73_dat). Header: ICU udata.h, UDataInfo and "ToCP".
    .section .rodata
    .globl ICU_DATA
    .type ICU_DATA, @object
    .balign 16
ICU_DATA:
    .short 32           # bytes of the header
    .byte 0xda, 0x27    # magic
    .short 20, 0        # bytes of UDataInfo
    .byte 0, 0, 2, 0    # little-endian, ASCII, two bytes a UChar
    .ascii "ToCP"
    .byte 1, 0, 0, 0    # version of the format
    .zero 4             # version of the data
    .zero 8
    .long 0, 0          # no entries
    .zero 16
    .size ICU_DATA, 56
    .section .note.GNU-stack, "", @progbits
