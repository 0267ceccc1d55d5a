//! Objects of a PDF as bytes.

use lopdf::{Dictionary, Object};

pub(super) fn object(out: &mut Vec<u8>, value: &Object) {
    match value {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(true) => out.extend_from_slice(b"true"),
        Object::Boolean(false) => out.extend_from_slice(b"false"),
        Object::Integer(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Object::Real(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Object::Name(bytes) => name(out, bytes),
        Object::String(bytes, _) => {
            out.push(b'<');
            bytes.iter().for_each(|byte| hex(out, *byte));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for item in items {
                object(out, item);
                out.push(b' ');
            }
            out.push(b']');
        }
        Object::Dictionary(fields) => dictionary(out, fields),
        Object::Stream(stream) => {
            let mut fields = stream.dict.clone();
            let length = i64::try_from(stream.content.len()).unwrap_or(i64::MAX);
            fields.set("Length", length);
            dictionary(out, &fields);
            out.extend_from_slice(b"stream\n");
            out.extend_from_slice(&stream.content);
            out.extend_from_slice(b"\nendstream");
        }
        Object::Reference((number, generation)) => {
            out.extend_from_slice(format!("{number} {generation} R").as_bytes());
        }
    }
}

fn dictionary(out: &mut Vec<u8>, fields: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in fields {
        name(out, key);
        out.push(b' ');
        object(out, value);
    }
    out.extend_from_slice(b">>");
}

fn name(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'/');
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'*') {
            out.push(byte);
        } else {
            out.push(b'#');
            hex(out, byte);
        }
    }
}

fn hex(out: &mut Vec<u8>, byte: u8) {
    out.extend_from_slice(format!("{byte:02x}").as_bytes());
}
