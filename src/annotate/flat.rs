//! Reading of records whose span or unknown fields stand among their own.
//!
//! What serde derives for `#[serde(flatten)]` first collects every field of a record and then hands them out, which made reading of a large
//! document three times slower. Here a field goes where it belongs as it comes. The JSON is the same.

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use std::borrow::Cow;

/// Writes `Deserialize` for a struct: `must` fields have to be there, `may` fields are their default where they are not, `span` takes
/// `start` and `end`, and `extra`, where the struct has it, takes what it does not know; else that is passed over.
macro_rules! flat {
    ($name:ident { $(must $must:ident : $must_type:ty,)* $(may $may:ident : $may_type:ty,)* $(span $span:ident,)? $(extra $extra:ident,)? }) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name;
                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str(concat!("struct ", stringify!($name)))
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        use serde::de::Error;
                        $(let mut $must: Option<$must_type> = None;)*
                        $(let mut $may: Option<$may_type> = None;)*
                        $(let mut $span: (Option<u32>, Option<u32>) = (None, None);)?
                        $(let mut $extra = serde_json::Map::new();)?
                        while let Some(key) = map.next_key::<$crate::annotate::flat::Key<'de>>()? {
                            match &*key.0 {
                                $(stringify!($must) => $crate::annotate::flat::once(&mut $must, stringify!($must), &mut map)?,)*
                                $(stringify!($may) => $crate::annotate::flat::once(&mut $may, stringify!($may), &mut map)?,)*
                                $("start" => $crate::annotate::flat::once(&mut $span.0, "start", &mut map)?,
                                "end" => $crate::annotate::flat::once(&mut $span.1, "end", &mut map)?,)?
                                _ => {
                                    $crate::annotate::flat::flat!(@unknown map key $($extra)?);
                                }
                            }
                        }
                        Ok($name {
                            $($must: $must.ok_or_else(|| A::Error::missing_field(stringify!($must)))?,)*
                            $($may: $may.unwrap_or_default(),)*
                            $($span: $crate::text::CharSpan::read(
                                $span.0.ok_or_else(|| A::Error::missing_field("start"))?,
                                $span.1.ok_or_else(|| A::Error::missing_field("end"))?,
                            ),)?
                            $($extra,)?
                        })
                    }
                }
                from.deserialize_map(Fields)
            }
        }
    };
    (@unknown $map:ident $key:ident $extra:ident) => {
        $extra.insert($key.0.into_owned(), $map.next_value::<serde_json::Value>()?);
    };
    (@unknown $map:ident $key:ident) => {
        $map.next_value::<serde::de::IgnoredAny>()?;
    };
}
pub(super) use flat;

/// A field's name, borrowed where the input allows it.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Name;
        impl<'de> Visitor<'de> for Name {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str("a field's name")
            }
            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }
            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }
        }
        from.deserialize_str(Name)
    }
}

/// Takes a field's value, once.
pub(super) fn once<'de, T: serde::Deserialize<'de>, A: serde::de::MapAccess<'de>>(
    place: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if place.is_some() {
        return Err(serde::de::Error::duplicate_field(name));
    }
    *place = Some(map.next_value()?);
    Ok(())
}
