"""A batch on its way: split, sent side by side under one bound and one deadline, gathered again."""
