//! A map that drops its oldest entries, so that memory stays bounded however long the sandbox runs.

use std::collections::BTreeMap;

/// A map with a limit: beyond it, a new entry replaces the oldest.
#[derive(Debug)]
pub(crate) struct Bounded<K, V> {
    limit: usize,
    next: u64,
    entries: BTreeMap<K, (u64, V)>,
    order: BTreeMap<u64, K>,
}

impl<K: Ord + Clone, V> Bounded<K, V> {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), next: 0, entries: BTreeMap::new(), order: BTreeMap::new() }
    }

    /// Inserts an entry as the newest; returns the one that was dropped for it.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<(K, V)> {
        let place = self.next;
        self.next += 1;
        if let Some((old, _)) = self.entries.insert(key.clone(), (place, value)) {
            self.order.remove(&old);
        }
        self.order.insert(place, key);
        if self.entries.len() <= self.limit {
            return None;
        }
        let (_, oldest) = self.order.pop_first()?;
        self.entries.remove(&oldest).map(|(_, value)| (oldest, value))
    }

    pub(crate) fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(key).map(|(_, value)| value)
    }

    pub(crate) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries.get_mut(key).map(|(_, value)| value)
    }

    pub(crate) fn remove(&mut self, key: &K) -> Option<V> {
        let (place, value) = self.entries.remove(key)?;
        self.order.remove(&place);
        Some(value)
    }

    pub(crate) fn contains(&self, key: &K) -> bool {
        self.entries.contains_key(key)
    }
}

#[cfg(test)]
mod tests {
    use super::Bounded;

    #[test]
    fn the_oldest_entry_goes() {
        let mut map = Bounded::new(2);
        assert_eq!(map.insert("b", 1), None);
        assert_eq!(map.insert("a", 2), None);
        assert_eq!(map.insert("c", 3), Some(("b", 1)));
        assert_eq!((map.get(&"a"), map.get(&"b"), map.get(&"c")), (Some(&2), None, Some(&3)));
    }

    #[test]
    fn an_entry_put_in_again_is_young_again() {
        let mut map = Bounded::new(2);
        map.insert("a", 1);
        map.insert("b", 2);
        map.insert("a", 3);
        assert_eq!(map.insert("c", 4), Some(("b", 2)));
        assert_eq!(map.remove(&"a"), Some(3));
        assert_eq!((map.entries.len(), map.order.len()), (1, 1));
    }
}
