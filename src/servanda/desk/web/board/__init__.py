"""The support manager's board: where will a promise break today?"""
