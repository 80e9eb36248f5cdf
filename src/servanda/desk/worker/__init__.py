"""What happens without anybody asking: mail is fetched and sent, replies kept back leave."""
