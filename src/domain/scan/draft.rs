//! A scan being written or excused: what is asked, what is wrong with it, and the change that it becomes.
