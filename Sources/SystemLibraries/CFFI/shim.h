#include <ffi.h>

/* libffi describes its types by global variables, which Swift 6 takes for shared mutable state: here they are values. */
static inline ffi_type *ffi_u8(void) { return &ffi_type_uint8; }
static inline ffi_type *ffi_u16(void) { return &ffi_type_uint16; }
static inline ffi_type *ffi_u32(void) { return &ffi_type_uint32; }
static inline ffi_type *ffi_u64(void) { return &ffi_type_uint64; }
static inline ffi_type *ffi_i8(void) { return &ffi_type_sint8; }
static inline ffi_type *ffi_i16(void) { return &ffi_type_sint16; }
static inline ffi_type *ffi_i32(void) { return &ffi_type_sint32; }
static inline ffi_type *ffi_i64(void) { return &ffi_type_sint64; }
static inline ffi_type *ffi_f32(void) { return &ffi_type_float; }
static inline ffi_type *ffi_f64(void) { return &ffi_type_double; }
static inline ffi_type *ffi_address(void) { return &ffi_type_pointer; }
